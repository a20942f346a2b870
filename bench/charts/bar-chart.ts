/** A quantity as a horizontal bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Of the runs that the value is the median of. */
  readonly least: number;
  readonly most: number;
  /** Drawn so that it stands out from what it is compared with. */
  readonly isOwn: boolean;
}

export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  /** After each value. */
  readonly unit: string;
  /** A line across all bars, at this value. */
  readonly reference: { readonly value: number; readonly label: string };
  readonly bars: readonly Bar[];
}

const WIDTH = 800;
const MARGIN = 24;
/** Where bars begin, and how far the longest reaches: its value stands behind it. */
const BARS_X = 216;
const BARS_WIDTH = 470;
const BARS_Y = 104;
const ROW = 34;
const BAR = 20;

/**
 * With a ground of its own, so that it can be read on a page of either colour, whatever the reader's system prefers. The
 * smallest size of a text is that of GitHub's own.
 */
const STYLE = `
    .ground { fill: #ffffff; stroke: #d1d9e0 }
    .title { font: 600 18px system-ui, sans-serif; fill: #1f2328 }
    .label { font: 14px system-ui, sans-serif; fill: #1f2328 }
    .value { font: 600 14px system-ui, sans-serif; fill: #1f2328 }
    .muted { font: 13px system-ui, sans-serif; fill: #59636e }
    .own { fill: #0969da }
    .other { fill: #afb8c1 }
    .spread { stroke: #1f2328; stroke-width: 1.5 }
    .reference { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 4 3 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117; stroke: #3d444d }
      .title, .label, .value { fill: #f0f6fc }
      .muted { fill: #9198a1 }
      .own { fill: #4493f8 }
      .other { fill: #59636e }
      .spread { stroke: #f0f6fc }
      .reference { stroke: #ff7b72 }
    }`;

/** The chart as the text of an SVG file. The same values give the same bytes. */
export function barChartSvg({ title, subtitle, unit, reference, bars }: BarChart): string {
  const longest = Math.max(reference.value, ...bars.map(({ most }) => most));
  const x = (value: number) => (BARS_X + (BARS_WIDTH * value) / longest).toFixed(1);
  const width = (value: number) => ((BARS_WIDTH * value) / longest).toFixed(1);
  const shown = (value: number) => `${Number(value.toPrecision(3))} ${unit}`;
  const bottom = BARS_Y + ROW * bars.length;
  const height = bottom + MARGIN - (ROW - BAR);
  const description = bars.map(({ label, value }) => `${label}: ${shown(value)}`).join('; ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">`,
    `  <title id="title">${escaped(title)}</title>`,
    `  <desc id="description">${escaped(`${subtitle}. ${reference.label}: ${shown(reference.value)}; ${description}.`)}</desc>`,
    `  <style>${STYLE}\n  </style>`,
    `  <rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>`,
    `  <text class="title" x="${MARGIN}" y="36">${escaped(title)}</text>`,
    `  <text class="muted" x="${MARGIN}" y="58">${escaped(subtitle)}</text>`,
    ...bars.flatMap(({ label, value, least, most, isOwn }, row) => {
      const y = BARS_Y + ROW * row;
      const middle = y + BAR / 2;
      return [
        `  <text class="label" x="${BARS_X - 12}" y="${middle + 5}" text-anchor="end">${escaped(label)}</text>`,
        `  <rect class="${isOwn ? 'own' : 'other'}" x="${BARS_X}" y="${y}" width="${width(value)}" height="${BAR}"/>`,
        ...(most > least
          ? [`  <line class="spread" x1="${x(least)}" y1="${middle}" x2="${x(most)}" y2="${middle}"/>`]
          : []),
        `  <text class="value" x="${(Number(x(most)) + 8).toFixed(1)}" y="${middle + 5}">${escaped(shown(value))}</text>`,
      ];
    }),
    `  <line class="reference" x1="${x(reference.value)}" y1="${BARS_Y - 8}" x2="${x(reference.value)}" y2="${bottom - 6}"/>`,
    `  <text class="muted" x="${x(reference.value)}" y="${BARS_Y - 14}">${escaped(reference.label)}</text>`,
    '</svg>',
  ].join('\n')}\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
