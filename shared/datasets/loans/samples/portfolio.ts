import { assertShares, type BreachChoice, breachChoice, drawFate, type Fate } from '../../../contracts/breaches.ts';
import type { DatasetSamples, SampleLine, SampleOptions } from '../../../contracts/dataset-samples.ts';
import { csvLine, type SampleRow, seededRandom } from '../../../contracts/samples.ts';
import type { Slice } from '../../../contracts/slice.ts';
import { FIRST_UNKNOWN_ACCOUNT, type Loan, loanMaker, MOST_LOANS } from './loan-maker.ts';
import { creditRows, type DueInstallment, paymentRows } from './portfolio-cells.ts';

/** 1.4 million credits then have about 2.6 million installments, as in the portfolio that sizes are judged by. */
const PAYMENTS_PER_CREDIT = {
  name: 'payments-per-credit',
  meaning: 'mean length of a payment plan',
  bounds: [0, 24],
  otherwise: 1.86,
} as const;

/** A bank's credits and their payment plans, which agree with each other. */
export const loanSamples: DatasetSamples = {
  size: { meaning: 'credits', most: MOST_LOANS, otherwise: 2_000 },
  options: [PAYMENTS_PER_CREDIT],
  lines: portfolioLines,
};

/**
 * Credits, each followed by its payment plan, sound but for the announced share of rows, in memory that does not depend on
 * their number. A wrong credit has no plan, so that each wrong row is wrong by itself and counts once.
 */
function* portfolioLines(slice: Slice, options: SampleOptions): Generator<SampleLine, void, undefined> {
  const { variant } = slice;
  const { rows: credits, more = {} } = options;
  const paymentsPerCredit = more[PAYMENTS_PER_CREDIT.name] ?? PAYMENTS_PER_CREDIT.otherwise;
  assertShares(options);
  assertSizes(credits, paymentsPerCredit);
  const random = seededRandom(options.seed);
  const creditType = slice.fileType('credit');
  const paymentType = slice.fileType('payment_plan');
  const creditRow = creditRows(creditType, variant, random);
  const paymentRow = paymentRows(paymentType, variant, random);
  const creditBreaches = breachChoice(creditType, variant, random);
  const paymentBreaches = breachChoice(paymentType, variant, random);
  const nextLoan = loanMaker({ variant, paymentsPerCredit, loans: credits }, random);

  const fateOf = (breaches: BreachChoice, hasEarlierRow: boolean) => drawFate(breaches, options, hasEarlierRow, random);
  const brokenLine = (type: typeof creditType, { breach, isRejected }: Fate, cells: SampleRow): SampleLine => ({
    fileType: type.name,
    line: breach.kind === 'row' ? breach.spoil(cells) : csvLine(type, variant, cells),
    breach: { ruleId: breach.ruleId, isRejected },
  });

  // Keys of the last rows that are loaded: what a duplicate repeats.
  let loadedAccount: string | undefined;
  let loadedPayment: { account: string; number: string } | undefined;
  let unknown = FIRST_UNKNOWN_ACCOUNT;

  const creditLine = (loan: Loan, fate: Fate | undefined): SampleLine => {
    if (!fate) return { fileType: creditType.name, line: creditRow.line(loan) };
    const cells = creditRow.cells(loan);
    if (fate.breach.kind === 'duplicate') cells.loan_account_number = loadedAccount!;
    return brokenLine(creditType, fate, cells);
  };

  const paymentLine = (due: DueInstallment): SampleLine => {
    const fate = fateOf(paymentBreaches, loadedPayment !== undefined);
    let line: SampleLine;
    if (!fate) line = { fileType: paymentType.name, line: paymentRow.line(due) };
    else {
      const cells = paymentRow.cells(due);
      if (fate.breach.kind === 'unknown-reference') {
        unknown += 1;
        cells.loan_account_number = `LOAN_${unknown}`;
      } else if (fate.breach.kind === 'duplicate') {
        cells.loan_account_number = loadedPayment!.account;
        cells.installment_number = loadedPayment!.number;
      }
      line = brokenLine(paymentType, fate, cells);
    }
    if (!fate?.isRejected) loadedPayment = { account: due.loan.account, number: String(due.installment.number) };
    return line;
  };

  for (let count = 0; count < credits; count += 1) {
    const fate = fateOf(creditBreaches, loadedAccount !== undefined);
    const loan = nextLoan({ young: fate !== undefined });
    yield creditLine(loan, fate);
    if (fate?.isRejected) continue;
    loadedAccount = loan.account;
    for (let index = 0; index < loan.length; index += 1) yield paymentLine({ loan, installment: loan.plan[index]! });
  }
}

function assertSizes(credits: number, paymentsPerCredit: number): void {
  const [fewest, most] = PAYMENTS_PER_CREDIT.bounds;
  if (!Number.isInteger(credits) || credits < 1 || credits > MOST_LOANS) {
    throw new RangeError(`credits must be 1 to ${MOST_LOANS}`);
  }
  if (!(paymentsPerCredit >= fewest && paymentsPerCredit <= most)) {
    throw new RangeError(`${PAYMENTS_PER_CREDIT.name} must be ${fewest} to ${most}`);
  }
}
