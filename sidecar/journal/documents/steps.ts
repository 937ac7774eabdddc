import type { Queryable } from "../database.ts";

export type NewStep = {
  readonly messageId?: string;
  readonly documentId?: string;
  readonly name: string;
  readonly detail: string | null;
};

/** Adds steps to the history of messages and documents, in the given order. */
export async function insertSteps(client: Queryable, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await client.query(
    `insert into step (message_id, document_id, name, detail)
     select s.message_id, s.document_id, s.name, s.detail
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
       with ordinality as s (message_id, document_id, name, detail, place) order by s.place`,
    [
      steps.map(({ messageId }) => messageId ?? null),
      steps.map(({ documentId }) => documentId ?? null),
      steps.map(({ name }) => name),
      steps.map(({ detail }) => detail),
    ],
  );
}
