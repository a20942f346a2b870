import { lazy } from 'react';
import type { TablePages } from '../dataset-pages.ts';

/** Each row a loan. */
const credit: TablePages = {
  usualColumns: [
    'loan_account_number',
    'customer_id',
    'loan_status_code',
    'days_past_due',
    'original_loan_amount',
    'outstanding_principal_balance',
    'nominal_interest_rate',
    'loan_start_date',
    'final_maturity_date',
  ],
  glanceColumns: [
    'customer_id',
    'loan_status_code',
    'loan_start_date',
    'original_loan_amount',
    'outstanding_principal_balance',
  ],
  belonging: { payment_plan: lazy(() => import('./payment-plan.tsx')) },
  groups: {
    standing: [
      'loan_status_code',
      'days_past_due',
      'outstanding_principal_balance',
      'risk_class',
      'default_probability',
    ],
    amounts: ['original_loan_amount', 'total_interest_amount', 'kkdf_amount', 'bsmv_amount'],
    rates: ['nominal_interest_rate', 'kkdf_rate', 'bsmv_rate'],
    dates: ['loan_start_date', 'first_payment_date', 'final_maturity_date', 'loan_closing_date'],
    plan: [
      'total_installment_count',
      'paid_installment_count',
      'outstanding_installment_count',
      'installment_frequency',
      'grace_period_months',
    ],
    customer: [
      'customer_id',
      'customer_type',
      'customer_segment',
      'sector_code',
      'customer_district_code',
      'customer_province_code',
      'customer_region_code',
      'internal_rating',
      'external_rating',
      'internal_credit_rating',
      'insurance_included',
      'loan_product_type',
    ],
  },
};

/** Each row an installment of a loan. */
const payment_plan: TablePages = {
  usualColumns: [
    'loan_account_number',
    'installment_number',
    'installment_status',
    'scheduled_payment_date',
    'actual_payment_date',
    'installment_amount',
    'principal_component',
    'interest_component',
    'remaining_principal',
  ],
  glanceColumns: ['scheduled_payment_date', 'installment_status', 'installment_amount', 'remaining_principal'],
};

export const tables = { credit, payment_plan };
