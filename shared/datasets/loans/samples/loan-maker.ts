import { between } from '../../../contracts/kinds/kind.ts';
import { AS_OF_MONTH, asOfDay, dayOf } from './day-text.ts';

/** One installment of a plan. Amounts are in cents, days count from 1970. */
export interface Installment {
  number: number;
  dueDay: number;
  /** Absent while unpaid. */
  paidDay: number | undefined;
  principal: number;
  interest: number;
  kkdf: number;
  bsmv: number;
  /** Owed after it; 0 once it is paid, as the contract has it. */
  remainingPrincipal: number;
  remainingInterest: number;
  remainingKkdf: number;
  remainingBsmv: number;
}

/** A loan with its plan. Amounts are in cents, rates in hundredths of a percent, days count from 1970. */
export interface Loan {
  account: string;
  customer: string;
  customerType: string;
  status: 'A' | 'K' | 'N';
  daysPastDue: number;
  startDay: number;
  firstDueDay: number;
  lastDueDay: number;
  closingDay: number | undefined;
  /** Installments agreed: 0 for a loan without a plan. */
  length: number;
  paid: number;
  frequency: number;
  grace: number;
  amount: number;
  outstanding: number;
  nominalRate: number;
  kkdfRate: number;
  bsmvRate: number;
  interest: number;
  kkdf: number;
  bsmv: number;
  /** The first `length` are this loan's; what follows is left from others. */
  readonly plan: readonly Installment[];
}

export interface LoanProfile {
  readonly variant: string | null;
  /** Mean number of installments of a loan. */
  readonly paymentsPerCredit: number;
  /** Loans that will be made: how many customers there are depends on it. */
  readonly loans: number;
}

const LONGEST_PLAN = 120;
const QUARTERLY_PLANS_UP_TO = 40;

/** Account numbers of the variants do not overlap, as those of a bank do not; from 99,000,000 on nothing exists. */
export const FIRST_ACCOUNT = { RETAIL: 10_000_000, COMMERCIAL: 60_000_000 } as const;
export const FIRST_UNKNOWN_ACCOUNT = 99_000_000;
export const MOST_LOANS = 30_000_000;

const nothing = (): Installment => ({
  number: 0,
  dueDay: 0,
  paidDay: undefined,
  principal: 0,
  interest: 0,
  kkdf: 0,
  bsmv: 0,
  remainingPrincipal: 0,
  remainingInterest: 0,
  remainingKkdf: 0,
  remainingBsmv: 0,
});

/**
 * Makes loans whose fields and plans agree with each other: what is due by 30 June 2025 is paid (or the loan is past due),
 * principal adds up to the amount, interest and levies of the plan add up to those of the loan.
 * @returns a function that gives the next loan. It is the same object each time: millions are made, none is kept.
 */
export function loanMaker(
  { variant, paymentsPerCredit, loans }: LoanProfile,
  random: () => number,
): (options: {
  /** Paid out lately, with no installment due yet. */
  readonly young: boolean;
}) => Loan {
  const isRetail = variant === 'RETAIL';
  const firstAccount = isRetail ? FIRST_ACCOUNT.RETAIL : FIRST_ACCOUNT.COMMERCIAL;
  const customers = Math.max(1, Math.ceil(loans * 0.6));
  const [lowestAmount, highestAmount] = isRetail ? [1_000, 400_000] : [5_000, 1_500_000];
  const amountSpread = Math.log(highestAmount / lowestAmount);
  // Plan lengths are geometric from 0 on: that has the wanted mean, many loans without a plan and a few long ones.
  const decay =
    paymentsPerCredit > 0 ? Math.log(paymentsPerCredit / (1 + paymentsPerCredit)) : Number.NEGATIVE_INFINITY;
  const plan = Array.from({ length: LONGEST_PLAN }, nothing);
  const loan = { plan } as { -readonly [Field in keyof Loan]: Loan[Field] } & { plan: Installment[] };
  let made = 0;

  const planDates = (young: boolean): void => {
    const { length, frequency } = loan;
    // Of the installments, how many were due by now.
    const passed = young || length === 0 ? 0 : Math.floor(random() * (length + 0.2));
    const dayOfMonth = between(random, 1, 28);
    const firstMonth =
      passed > 0 ? AS_OF_MONTH + 1 - passed * frequency : AS_OF_MONTH + 1 + between(random, 0, loan.grace);
    loan.startDay = dayOf(firstMonth - 1 - loan.grace, dayOfMonth);
    loan.firstDueDay = dayOf(firstMonth, dayOfMonth);
    const missed = passed > 0 && random() < 0.06 ? Math.min(passed, between(random, 1, 4)) : 0;
    loan.paid = passed - missed;
    for (let index = 0; index < length; index += 1) {
      const installment = plan[index]!;
      installment.number = index + 1;
      installment.dueDay = dayOf(firstMonth + index * frequency, dayOfMonth);
      installment.paidDay =
        index < loan.paid ? Math.min(installment.dueDay + between(random, -2, 4), asOfDay) : undefined;
    }
    loan.lastDueDay = length > 0 ? plan[length - 1]!.dueDay : loan.firstDueDay;
    loan.daysPastDue = missed > 0 ? asOfDay - plan[loan.paid]!.dueDay : 0;
    const isPaidBack = length > 0 && loan.paid === length;
    loan.closingDay = isPaidBack ? plan[length - 1]!.paidDay : undefined;
    loan.status = isPaidBack ? 'K' : loan.daysPastDue > 90 ? 'N' : 'A';
  };

  const planAmounts = (): void => {
    const { length, amount, nominalRate, kkdfRate, bsmvRate, frequency } = loan;
    const share = length > 0 ? Math.floor(amount / length) : 0;
    const interestPerCent = (nominalRate / 10_000) * (frequency / 12);
    loan.interest = 0;
    loan.kkdf = 0;
    loan.bsmv = 0;
    let owed = amount;
    for (let index = 0; index < length; index += 1) {
      const installment = plan[index]!;
      installment.principal = index === length - 1 ? owed : share;
      installment.interest = Math.round(owed * interestPerCent);
      installment.kkdf = Math.round((installment.interest * kkdfRate) / 10_000);
      installment.bsmv = Math.round((installment.interest * bsmvRate) / 10_000);
      owed -= installment.principal;
      loan.interest += installment.interest;
      loan.kkdf += installment.kkdf;
      loan.bsmv += installment.bsmv;
    }
    let principal = 0;
    let interest = 0;
    let kkdf = 0;
    let bsmv = 0;
    for (let index = length - 1; index >= 0; index -= 1) {
      const installment = plan[index]!;
      const isUnpaid = index >= loan.paid;
      installment.remainingPrincipal = isUnpaid ? principal : 0;
      installment.remainingInterest = isUnpaid ? interest : 0;
      installment.remainingKkdf = isUnpaid ? kkdf : 0;
      installment.remainingBsmv = isUnpaid ? bsmv : 0;
      if (index === loan.paid) loan.outstanding = principal + installment.principal;
      principal += installment.principal;
      interest += installment.interest;
      kkdf += installment.kkdf;
      bsmv += installment.bsmv;
    }
    if (length === 0) loan.outstanding = Math.floor((amount / 1000) * random()) * 1000;
    else if (loan.paid === length) loan.outstanding = 0;
  };

  return ({ young }) => {
    made += 1;
    loan.account = `LOAN_${firstAccount + made}`;
    loan.customer = `CUST_${String(between(random, 1, customers)).padStart(5, '0')}`;
    loan.customerType = isRetail ? (random() < 0.97 ? 'I' : 'V') : random() < 0.6 ? 'T' : 'V';
    loan.length = decay < 0 ? Math.min(LONGEST_PLAN, Math.floor(Math.log(1 - random()) / decay)) : 0;
    loan.frequency = loan.length <= QUARTERLY_PLANS_UP_TO && random() < 0.1 ? 3 : 1;
    loan.grace = random() < 0.7 ? 0 : between(random, 1, 3);
    // Whole tens, as banks lend.
    loan.amount = Math.round((lowestAmount * Math.exp(random() * amountSpread)) / 10) * 1000;
    loan.nominalRate = random() < 0.1 ? 0 : between(random, 150, 5_500);
    loan.kkdfRate = random() < 0.5 ? 0 : 1_500;
    loan.bsmvRate = between(random, 450, 550);
    planDates(young);
    planAmounts();
    return loan;
  };
}
