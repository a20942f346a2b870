/** What the page calls the things of loans. Titles of columns are short: they head columns. */
export default {
  title: 'Loans',
  variant: 'Loan type',
  variants: { RETAIL: 'Retail', COMMERCIAL: 'Commercial' },
  table: { credit: 'Credits', payment_plan: 'Payment plans' },
  rows: {
    credit_one: '{{shown}} credit',
    credit_other: '{{shown}} credits',
    payment_plan_one: '{{shown}} installment',
    payment_plan_other: '{{shown}} installments',
  },
  column: {
    loan_account_number: 'Loan',
    customer_id: 'Customer',
    customer_type: 'Customer type',
    loan_status_code: 'Status',
    days_past_due: 'Days past due',
    final_maturity_date: 'Final maturity',
    total_installment_count: 'Installments',
    outstanding_installment_count: 'Open installments',
    paid_installment_count: 'Paid installments',
    first_payment_date: 'First payment',
    original_loan_amount: 'Loan amount',
    outstanding_principal_balance: 'Outstanding principal',
    nominal_interest_rate: 'Interest rate',
    total_interest_amount: 'Total interest',
    kkdf_rate: 'KKDF rate',
    kkdf_amount: 'KKDF amount',
    bsmv_rate: 'BSMV rate',
    bsmv_amount: 'BSMV amount',
    grace_period_months: 'Grace months',
    installment_frequency: 'Installment every (months)',
    loan_start_date: 'Start',
    loan_closing_date: 'Closed',
    internal_rating: 'Internal rating',
    external_rating: 'External rating',
    insurance_included: 'Insured',
    customer_district_code: 'District',
    customer_province_code: 'Province',
    loan_product_type: 'Product',
    loan_status_flag: 'Status flag',
    customer_region_code: 'Region',
    sector_code: 'Sector',
    internal_credit_rating: 'Credit rating',
    default_probability: 'Default probability',
    risk_class: 'Risk class',
    customer_segment: 'Segment',
    installment_number: 'Installment no.',
    actual_payment_date: 'Paid on',
    scheduled_payment_date: 'Due on',
    installment_amount: 'Installment',
    principal_component: 'Principal',
    interest_component: 'Interest',
    kkdf_component: 'KKDF',
    bsmv_component: 'BSMV',
    installment_status: 'Status',
    remaining_principal: 'Remaining principal',
    remaining_interest: 'Remaining interest',
    remaining_kkdf: 'Remaining KKDF',
    remaining_bsmv: 'Remaining BSMV',
    loan_type: 'Loan type',
  },
  code: {
    INDIVIDUAL: 'Individual',
    TRADE: 'Trade',
    VIP: 'VIP',
    ACTIVE: 'Active',
    CLOSED: 'Closed',
    DELINQUENT: 'Delinquent',
  },
  codeOf: { installment_status: { ACTIVE: 'Open', CLOSED: 'Paid' } },
  group: {
    standing: 'Status',
    amounts: 'Amounts',
    rates: 'Rates and levies',
    dates: 'Dates',
    plan: 'Installments',
    customer: 'Customer and rating',
  },
  said: {
    common: {
      rows: {
        returned_one: '{{shown}} returned with their credits',
        returned_other: '{{shown}} returned with their credits',
      },
      palette: {
        placeholder: 'Account number, file name, page or rule',
      },
    },
    overview: {
      attention: {
        withoutReference_one:
          '{{slice}}: {{shown}} live installment belongs to a loan that is no longer live. Upload the payment plans too, or restore the earlier book.',
        withoutReference_other:
          '{{slice}}: {{shown}} live installments belong to loans that are no longer live. Upload the payment plans too, or restore the earlier book.',
        uploadReferring: 'Upload payment plans',
      },
    },
    syncs: {
      notices: {
        rowsWithoutReference_one:
          '{{shown}} installment loaded earlier belongs to a loan that is no longer live. Send the payment plans too.',
        rowsWithoutReference_other:
          '{{shown}} installments loaded earlier belong to loans that are no longer live. Send the payment plans too.',
      },
      removal: {
        withoutReference_one: '{{shown}} live installment would lose its credit.',
        mayLoseReference_one:
          'Only credits were sent: {{shown}} live installment stays, and loses its credit if that credit disappears. Send the payment plans too.',
        withoutReference_other: '{{shown}} live installments would lose their credit.',
        mayLoseReference_other:
          'Only credits were sent: {{shown}} live installments stay, and those of credits that disappear lose their credit. Send the payment plans too.',
      },
      fix: {
        returnHint:
          'Installments that were rejected only because their credit was come back by themselves once the credit is fixed.',
        sendHint:
          'Credits and payment plans together or one after the other. They are checked here before anything is sent.',
      },
      files: {
        onlyReturned: 'No file; rows came back because their credit was fixed',
      },
    },
    upload: {
      drop: {
        hint: 'CSV, plain or gzip, or Excel (.xlsx). Credits and payment plans together, or several files of one type.',
      },
      kind: {
        from: {
          companion: 'As the credit file chosen with it',
        },
        ambiguous: 'Payment plans look the same for both loan types',
      },
      check: {
        rest: 'The service checks every row, and payments against loans.',
      },
      refusal: {
        title: {
          'wrong-loan-type': 'This is a file of the other loan type',
        },
        advice: {
          'wrong-loan-type': 'Choose the other loan type above, or the other file.',
        },
      },
      recent: {
        anyVariant: 'Any loan type',
      },
    },
    data: {
      intro: 'Every loaded row, exactly. Click a title to sort, a row to see all its fields, a loan to open it.',
      search: {
        label: 'Find a loan',
        hint: 'Enter a loan account number to open the loan, or part of one to filter the rows.',
      },
      record: {
        title: {
          credit: 'Loan {{key}}',
        },
      },
    },
  },
  portfolio: {
    loans: 'Loans',
    outstanding: 'Outstanding principal',
    averageRate: 'Average interest rate',
    averageHint:
      'Simple average of the rates as stated, one per loan. Below it, the average weighted by outstanding principal.',
    all: 'All loans',
    loaded: 'Loaded',
    weighted: 'weighted by balance',
    installments: 'Installments',
    notLoaded: 'Nothing is loaded',
    notLoadedDetail: 'Upload a credit file and its payment plan. They are checked and loaded within a minute or so.',
    buckets: 'Days past due',
    bucket: {
      current: 'Not past due',
      between: '{{from}}–{{to}} days',
      over: 'Over {{days}} days',
    },
    bucketLoans: 'Loans',
    bucketShare: 'Share',
    bucketBalance: 'Outstanding',
    upload: 'Upload files',
  },
  plan: {
    title: 'Payment plan',
    none: 'No payment plan is loaded for this loan',
    noneDetail: 'It arrives with the payment plan file.',
    count_one: '{{shown}} installment, {{paid}} paid',
    count_other: '{{shown}} installments, {{paid}} paid',
    cut: 'Only the first {{shown}} of {{total}} installments are shown.',
    openInData: 'View in data',
    chartLabel:
      'Principal and interest by due date, paid and open, and the principal that remains. The table below has the same figures.',
    chartFailed: 'The chart could not be loaded; the table has every figure.',
    tableLabel: 'Installments of loan {{loan}}',
    totals: 'Total',
    installment: 'Installment {{number}}',
    principalPaid: 'Principal, paid',
    principalOpen: 'Principal, open',
    interestPaid: 'Interest, paid',
    interestOpen: 'Interest, open',
    remaining: 'Remaining principal, after each open one',
  },
} as const;
