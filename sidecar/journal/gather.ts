type Waiting<In, Out> = {
  readonly input: In;
  readonly resolve: (output: Out) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Merges concurrent calls: calls made while a run is in progress are processed together in the next run. A call made
 * while no run is in progress starts one immediately. No call receives the result of a run that began before it.
 * @param run returns the outputs in the order of the inputs; if it fails, all of its calls fail. An output may be a
 * promise, which is the result of that call only; the next run does not wait for it
 * @param takes returns how many of the waiting inputs, oldest first, the next run processes; at least one is processed
 */
export function gather<In, Out>(
  run: (inputs: readonly In[]) => Promise<readonly (Out | Promise<Out>)[]>,
  takes: (inputs: readonly In[]) => number,
): (input: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let busy = false;
  const drain = async () => {
    busy = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, Math.max(1, takes(waiting.map(({ input }) => input))));
      await runTogether(together, run);
    }
    busy = false;
  };
  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!busy) void drain();
    });
}

async function runTogether<In, Out>(
  together: readonly Waiting<In, Out>[],
  run: (inputs: readonly In[]) => Promise<readonly (Out | Promise<Out>)[]>,
): Promise<void> {
  try {
    const outputs = await run(together.map(({ input }) => input));
    for (const [index, { resolve }] of together.entries()) resolve(outputs[index] as Out);
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}
