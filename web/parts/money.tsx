import type { ExactDecimal } from '../format/formats.ts';
import { useFormats } from '../format/use-formats.ts';
import { ExactValue } from './exact-value.tsx';

/** An amount in its currency, to the last digit. What is copied is the amount alone. */
export function Money({ value, currency }: { readonly value: ExactDecimal; readonly currency: string }) {
  const formats = useFormats(currency);
  return <ExactValue shown={formats.amount(value)} exact={value} />;
}
