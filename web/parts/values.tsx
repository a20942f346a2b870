import type { ExactDecimal } from '../format/formats.ts';
import { useFormats } from '../format/use-formats.ts';
import { ExactValue } from './exact-value.tsx';

interface Options {
  /** See {@link ExactValue}. */
  readonly inGrid?: boolean;
}

const ABSENT = '–';

/** Money: "28370.00" as 28.370,00 or 28,370.00. Absent is a dash, never 0. */
export function Amount({ value, inGrid = false }: Options & { readonly value: ExactDecimal | number | null }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return <ExactValue shown={formats.amount(value)} exact={String(value)} inGrid={inGrid} />;
}

/** A ratio as a percentage: "0.185000" as 18.5%. What is copied is the ratio. */
export function Percent({
  value,
  digits,
  inGrid = false,
}: Options & { readonly value: ExactDecimal | number | null; readonly digits?: number }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return <ExactValue shown={formats.percent(value, digits)} exact={String(value)} inGrid={inGrid} />;
}

/** A share of a whole, with as many decimals as all others in its column. */
export function Share({ value, inGrid = false }: Options & { readonly value: number | null }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return <ExactValue shown={formats.share(value)} exact={String(value)} inGrid={inGrid} />;
}

export function Count({ value, inGrid = false }: Options & { readonly value: number | null }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return <ExactValue shown={formats.count(value)} exact={String(value)} inGrid={inGrid} />;
}

/** An instant, in the reader's time zone; `ago` writes it as 3 min. ago. What is copied is the instant in UTC. */
export function DateTime({
  value,
  ago = false,
  inGrid = false,
}: Options & { readonly value: string | null; readonly ago?: boolean }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return (
    <time dateTime={value}>
      <ExactValue shown={ago ? formats.ago(value) : formats.dateTime(value)} exact={value} inGrid={inGrid} />
    </time>
  );
}

/** A calendar date: "2026-03-02". */
export function CalendarDate({ value, inGrid = false }: Options & { readonly value: string | null }) {
  const formats = useFormats();
  if (value === null) return ABSENT;
  return (
    <time dateTime={value}>
      <ExactValue shown={formats.date(value)} exact={value} inGrid={inGrid} />
    </time>
  );
}

export function Duration({ milliseconds, inGrid = false }: Options & { readonly milliseconds: number | null }) {
  const formats = useFormats();
  if (milliseconds === null) return ABSENT;
  return <ExactValue shown={formats.duration(milliseconds)} exact={`${milliseconds} ms`} inGrid={inGrid} />;
}

export function Bytes({ size, inGrid = false }: Options & { readonly size: number | null }) {
  const formats = useFormats();
  if (size === null) return ABSENT;
  return <ExactValue shown={formats.bytes(size)} exact={String(size)} inGrid={inGrid} />;
}
