import { fileTypeOf, type Severity } from '../../shared/contracts/contract.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { csvHeader, csvLine, type SampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { FIRST_UNKNOWN_ACCOUNT, type Loan, loanMaker, MOST_LOANS } from './loan-maker.ts';
import { creditRows, type DueInstallment, paymentRows } from './portfolio-cells.ts';
import { RowFile } from './row-file.ts';
import { type Breach, breachChoice } from './wrong-rows.ts';

/** 1.4 million credits then have about 2.6 million installments, as in the portfolio that sizes are judged by. */
export const PAYMENTS_PER_CREDIT = 1.86;
/** Share of rows that raise a warning and are loaded all the same. */
export const WARNING_SHARE = 0.005;

export interface PortfolioOptions {
  readonly variant: 'RETAIL' | 'COMMERCIAL';
  /** Rows of the credit file. */
  readonly credits: number;
  /** Share of the rows of each file that are wrong, 0 to 1: each breaks exactly one rule. */
  readonly errors: number;
  /** Share of rows that are loaded with a warning. */
  readonly warnings?: number;
  /** The same seed and sizes give the same bytes. */
  readonly seed: number;
  /** Mean number of installments of a credit; a wrong credit has none. */
  readonly paymentsPerCredit?: number;
  readonly creditPath: string;
  readonly paymentPath: string;
  /** Told of every row that breaks a rule. */
  readonly onBreach?: (breach: PlacedBreach) => void;
}

export interface PlacedBreach {
  readonly fileType: 'credit' | 'payment_plan';
  /** Counts data rows from 1. */
  readonly rowNumber: number;
  readonly ruleId: string;
  readonly severity: Severity;
}

export interface PortfolioCounts {
  readonly credits: number;
  readonly payments: number;
  /** Rows that must be rejected. */
  readonly spoiledCredits: number;
  readonly spoiledPayments: number;
  readonly warnedCredits: number;
  readonly warnedPayments: number;
  /** Rows by the rule they break, warnings included. */
  readonly byRule: Readonly<Record<string, number>>;
  readonly creditBytes: number;
  readonly paymentBytes: number;
}

/** One of the two files while it is written: adds rows and keeps count of what is wrong with them. */
interface Ledger {
  readonly file: RowFile;
  readonly tally: { rows: number; spoiled: number; warned: number };
  addSound(line: string): void;
  addBroken(breach: Breach, severity: Severity, cells: SampleRow): void;
}

/**
 * Writes a bank's credits and their payment plans, sound but for the announced share of rows, in memory that does not
 * depend on their number. A wrong credit has no plan, so that each wrong row is wrong by itself and counts once.
 * @throws {RangeError} for a size or share that cannot be
 */
export async function writePortfolio(options: PortfolioOptions): Promise<PortfolioCounts> {
  const { variant, credits, errors, warnings = WARNING_SHARE, paymentsPerCredit = PAYMENTS_PER_CREDIT } = options;
  checkSizes(credits, errors, warnings, paymentsPerCredit);
  const random = seededRandom(options.seed);
  const creditType = fileTypeOf(loans, 'credit');
  const paymentType = fileTypeOf(loans, 'payment_plan');
  const creditRow = creditRows(creditType, variant, random);
  const paymentRow = paymentRows(paymentType, variant, random);
  const creditBreaches = breachChoice(creditType, variant, random);
  const paymentBreaches = breachChoice(paymentType, variant, random);
  const nextLoan = loanMaker({ variant, paymentsPerCredit, loans: credits }, random);

  const byRule: Record<string, number> = {};
  const openFiles: RowFile[] = [];
  const ledgerOf = async (name: PlacedBreach['fileType'], path: string): Promise<Ledger> => {
    const fileType = fileTypeOf(loans, name);
    const file = await RowFile.create(path);
    openFiles.push(file);
    file.add(csvHeader(fileType, variant));
    const tally = { rows: 0, spoiled: 0, warned: 0 };
    return {
      file,
      tally,
      addSound: (line) => {
        tally.rows += 1;
        file.add(line);
      },
      addBroken: (breach, severity, cells) => {
        tally.rows += 1;
        tally[severity === 'ERROR' ? 'spoiled' : 'warned'] += 1;
        byRule[breach.ruleId] = (byRule[breach.ruleId] ?? 0) + 1;
        file.add(breach.kind === 'row' ? breach.spoil(cells) : csvLine(fileType, variant, cells));
        options.onBreach?.({ fileType: name, rowNumber: tally.rows, ruleId: breach.ruleId, severity });
      },
    };
  };

  /** What a row shall be, and which rule it breaks; a duplicate needs a row before it. */
  const fateOf = (
    breaches: typeof creditBreaches,
    hasEarlierRow: boolean,
  ): { breach: Breach; severity: Severity } | undefined => {
    const draw = random();
    if (draw >= errors + warnings) return undefined;
    const severity = draw < errors ? 'ERROR' : 'WARNING';
    let breach = severity === 'ERROR' ? breaches.error() : breaches.warning();
    while (breach?.kind === 'duplicate' && !hasEarlierRow) breach = breaches.error();
    return breach && { breach, severity };
  };

  try {
    const creditLedger = await ledgerOf('credit', options.creditPath);
    const paymentLedger = await ledgerOf('payment_plan', options.paymentPath);
    // Keys of the last rows that are loaded: what a duplicate repeats.
    let loadedAccount: string | undefined;
    let loadedPayment: { account: string; number: string } | undefined;
    let unknown = FIRST_UNKNOWN_ACCOUNT;

    /** @returns whether the credit is one that is loaded */
    const addCredit = (): Loan | undefined => {
      const fate = fateOf(creditBreaches, loadedAccount !== undefined);
      const loan = nextLoan({ young: fate !== undefined });
      if (!fate) creditLedger.addSound(creditRow.line(loan));
      else {
        const cells = creditRow.cells(loan);
        if (fate.breach.kind === 'duplicate') cells.loan_account_number = loadedAccount!;
        creditLedger.addBroken(fate.breach, fate.severity, cells);
        if (fate.severity === 'ERROR') return undefined;
      }
      loadedAccount = loan.account;
      return loan;
    };

    const addPayment = (due: DueInstallment): void => {
      const fate = fateOf(paymentBreaches, loadedPayment !== undefined);
      if (!fate) paymentLedger.addSound(paymentRow.line(due));
      else {
        const cells = paymentRow.cells(due);
        if (fate.breach.kind === 'unknown-reference') {
          unknown += 1;
          cells.loan_account_number = `LOAN_${unknown}`;
        } else if (fate.breach.kind === 'duplicate') {
          cells.loan_account_number = loadedPayment!.account;
          cells.installment_number = loadedPayment!.number;
        }
        paymentLedger.addBroken(fate.breach, fate.severity, cells);
        if (fate.severity === 'ERROR') return;
      }
      loadedPayment = { account: due.loan.account, number: String(due.installment.number) };
    };

    for (let count = 0; count < credits; count += 1) {
      const loan = addCredit();
      for (let index = 0; loan && index < loan.length; index += 1) addPayment({ loan, installment: loan.plan[index]! });
      if (creditLedger.file.isFull) await creditLedger.file.flush();
      if (paymentLedger.file.isFull) await paymentLedger.file.flush();
    }
    await creditLedger.file.finish();
    await paymentLedger.file.finish();
    return {
      credits,
      payments: paymentLedger.tally.rows,
      spoiledCredits: creditLedger.tally.spoiled,
      spoiledPayments: paymentLedger.tally.spoiled,
      warnedCredits: creditLedger.tally.warned,
      warnedPayments: paymentLedger.tally.warned,
      byRule,
      creditBytes: creditLedger.file.size,
      paymentBytes: paymentLedger.file.size,
    };
  } finally {
    for (const file of openFiles) await file.close();
  }
}

function checkSizes(credits: number, errors: number, warnings: number, paymentsPerCredit: number): void {
  const must = (holds: boolean, message: string) => {
    if (!holds) throw new RangeError(message);
  };
  must(Number.isInteger(credits) && credits >= 1 && credits <= MOST_LOANS, `credits must be 1 to ${MOST_LOANS}`);
  must(
    errors >= 0 && warnings >= 0 && errors + warnings <= 1,
    'errors and warnings must be shares, 1 at most together',
  );
  must(paymentsPerCredit >= 0 && paymentsPerCredit <= 24, 'paymentsPerCredit must be 0 to 24');
}
