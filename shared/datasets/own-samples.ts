import type { Dataset } from '../contracts/contract.ts';
import type { DatasetSamples } from '../contracts/dataset-samples.ts';
import { generatedSamples } from '../contracts/generated-samples.ts';
import type { SampleSource } from '../contracts/sample-source.ts';
import { cash } from './cash/contract.ts';
import { cashSampleSource } from './cash/sample-source.ts';
import { cashSamples } from './cash/samples.ts';
import { loans } from './loans/contract.ts';
import { loanSamples } from './loans/samples/portfolio.ts';
import { sales } from './sales/contract.ts';
import { salesSampleSource } from './sales/sample-source.ts';
import { salesSamples } from './sales/samples.ts';
import { trades } from './trades/contract.ts';
import { tradeSamples } from './trades/samples.ts';

/** Of datasets that bring their own, whose rows make sense together. */
const OWN_SAMPLES: ReadonlyMap<Dataset, DatasetSamples> = new Map([
  [loans, loanSamples],
  [trades, tradeSamples],
  [cash, cashSamples],
  [sales, salesSamples],
]);

/** Of datasets whose samples are served and pulled, unless sent ones are asked for. */
const SAMPLE_SOURCES: ReadonlyMap<Dataset, SampleSource> = new Map([
  [cash, cashSampleSource],
  [sales, salesSampleSource],
]);

export const sampleSourceOf = (dataset: Dataset): SampleSource | undefined => SAMPLE_SOURCES.get(dataset);

export const samplesOf = (dataset: Dataset): DatasetSamples => OWN_SAMPLES.get(dataset) ?? generatedSamples;
