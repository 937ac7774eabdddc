import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "../l10n/translation.ts";
import { Moment } from "../moment/moment.ts";
import "./flow_section.ts";
import "./health_section.ts";
import { keepChoice, keptChoice } from "./kept_choice.ts";
import "./money_section.ts";
import type { Answer, PeriodName, SectionName } from "./overview_types.ts";
import { useRefreshing } from "./refreshing.ts";
import { type OverviewSection, overviewSections } from "./sections.ts";

type Asked = { section: SectionName | null; period: PeriodName; company: number | null };
type State = { answer: Answer | null; isLoading: boolean; hasFailed: boolean };

/**
 * Shows the section and period that the user chose last or, if there is no choice, the default section for the user's role.
 * Refreshes automatically.
 */
export class Overview extends Component<object> {
  static override template = "suture.Overview";
  static components = { Layout, Moment };
  static override props = { ...standardActionServiceProps };

  private orm!: OrmService;
  private state!: State;
  private asked!: Asked;
  private tabs!: { el: HTMLElement | null };
  private latest = 0;

  override setup(): void {
    this.orm = useService("orm");
    this.tabs = useRef("tabs") as { el: HTMLElement | null };
    const { section, period } = keptChoice();
    this.asked = { section: section ?? null, period: period ?? "week", company: null };
    this.state = useState<State>({ answer: null, isLoading: false, hasFailed: false });
    useRefreshing(() => void this.load(true));
    onWillStart(() => this.load());
  }

  get display(): object {
    return { controlPanel: {} };
  }

  get answer(): Answer | null {
    return this.state.answer;
  }

  get periods(): { name: PeriodName; label: string }[] {
    return [
      { name: "today", label: _t("Today") },
      { name: "week", label: _t("7 days") },
      { name: "month", label: _t("30 days") },
    ];
  }

  get sections(): { name: SectionName; label: string }[] {
    return (this.answer?.sections ?? []).map((name) => ({ name, label: sectionOf(name).label() }));
  }

  get sectionComponent(): OverviewSection["component"] | null {
    return this.answer && sectionOf(this.answer.section).component;
  }

  choosePeriod(period: PeriodName): void {
    this.choose({ period });
  }

  chooseSection(section: SectionName): void {
    this.choose({ section });
  }

  chooseCompany(value: string): void {
    this.asked = { ...this.asked, company: value === "" ? null : Number(value) };
    void this.load();
  }

  /** Moves between tabs with the arrow keys, as the tabs pattern of the ARIA Authoring Practices requires. */
  onTabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const names = this.sections.map(({ name }) => name);
    if (step === undefined || !this.answer) return;
    const place = (names.indexOf(this.answer.section) + step + names.length) % names.length;
    event.preventDefault();
    this.chooseSection(names[place] as SectionName);
    this.tabs.el?.querySelector<HTMLElement>(`[data-section='${names[place]}']`)?.focus();
  }

  refresh(): void {
    void this.load();
  }

  private choose(choice: Partial<Asked>): void {
    this.asked = { ...this.asked, section: this.asked.section ?? this.answer?.section ?? null, ...choice };
    keepChoice({ section: this.asked.section, period: this.asked.period });
    void this.load();
  }

  /** Loads the section. Never rejects. If several requests are pending, only the response to the latest one is shown. */
  private async load(silently = false): Promise<void> {
    const turn = ++this.latest;
    const { section, period, company } = this.asked;
    const orm = silently ? this.orm.silent : this.orm;
    this.state.isLoading = !silently;
    try {
      const answer = await orm.call<Answer>("suture.overview", "get_overview", [section, period, company]);
      if (turn === this.latest) Object.assign(this.state, { answer, hasFailed: false });
    } catch {
      // The old figures are still shown, with a notice that they are outdated.
      if (turn === this.latest) this.state.hasFailed = true;
    }
    if (turn === this.latest) this.state.isLoading = false;
  }
}

function sectionOf(name: SectionName): OverviewSection {
  return overviewSections.get<OverviewSection>(name);
}

registry.category("actions").add("suture.overview", Overview);
