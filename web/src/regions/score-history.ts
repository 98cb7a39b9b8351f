import { css, html, type TemplateResult } from 'lit';
import { thresholdsOf } from '../document/thresholds.js';
import { shortened } from '../text/parts.js';
import { journalWords } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';
import { scoreChart } from './score-chart.js';
import { chartStyles } from './score-chart.styles.js';
import { ledgerStyles, scoreLedger } from './score-ledger.js';

/** How one contact's score went: as a chart, or as a table of its changes. */
export class ScoreHistory extends Region {
  static override properties = { ...Region.properties, contact: {} };

  /** The contact's id. */
  declare contact: string;
  #showsTable = false;

  override render(): TemplateResult {
    const { store } = this;
    const said = texts().scoreChart;
    const world = store.viewed;
    if (!world?.contact(this.contact)) return html``;
    const ledger = world.ledger(this.contact);
    const toggle = () => {
      this.#showsTable = !this.#showsTable;
      this.requestUpdate();
    };
    return html`
      ${
        this.#showsTable
          ? scoreLedger(journalWords(store), ledger)
          : scoreChart({
              contact: shortened(store.contactName(this.contact)),
              ledger,
              from: this.#start,
              to: world.now,
              thresholds: thresholdsOf(store.running),
            })
      }
      <button type="button" class="small quiet" id="toggle" @click=${toggle}>${this.#showsTable ? said.showChart : said.showTable}</button>`;
  }

  /** Where the clock started: where a log's timeline does, else as the workspace says, else the format's default. */
  get #start(): string {
    const { running, start, vocabulary } = this.store;
    return start?.clock ?? running.clock ?? String(vocabulary?.property('workspace', 'clock').default);
  }

  static override styles = [
    Region.styles,
    ledgerStyles,
    chartStyles,
    css`
      #toggle {
        margin-inline-start: -0.625rem;
      }
    `,
  ];
}
