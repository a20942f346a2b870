-- A tenant's tables as they were made before changes of the structure had numbers.
CREATE TABLE IF NOT EXISTS fact_credit (
  `loan_type` LowCardinality(String),
  `batch_id` UUID,
  `line_number` UInt32,
  `row_number` UInt32,
  `line_bytes` UInt32,
  `loan_account_number` String,
  `customer_id` String,
  `customer_type` LowCardinality(String),
  `loan_status_code` LowCardinality(String),
  `days_past_due` UInt32,
  `final_maturity_date` Date32,
  `total_installment_count` UInt32,
  `outstanding_installment_count` UInt32,
  `paid_installment_count` UInt32,
  `first_payment_date` Date32,
  `original_loan_amount` Decimal(18, 2),
  `outstanding_principal_balance` Decimal(18, 2),
  `nominal_interest_rate` Decimal(10, 6),
  `total_interest_amount` Decimal(18, 2),
  `kkdf_rate` Decimal(10, 6),
  `kkdf_amount` Decimal(18, 2),
  `bsmv_rate` Decimal(10, 6),
  `bsmv_amount` Decimal(18, 2),
  `grace_period_months` UInt32,
  `installment_frequency` UInt32,
  `loan_start_date` Date32,
  `loan_closing_date` Nullable(Date32),
  `internal_rating` Nullable(Int32),
  `external_rating` Nullable(Int32),
  `insurance_included` Nullable(UInt8),
  `customer_district_code` LowCardinality(Nullable(String)),
  `customer_province_code` LowCardinality(Nullable(String)),
  `loan_product_type` Nullable(Int32),
  `customer_region_code` LowCardinality(Nullable(String)),
  `sector_code` Nullable(Int32),
  `internal_credit_rating` Nullable(Int32),
  `default_probability` Nullable(Decimal(10, 6)),
  `risk_class` Nullable(Int32),
  `customer_segment` Nullable(Int32)) ENGINE = MergeTree
PARTITION BY (loan_type, batch_id) ORDER BY (loan_account_number, row_number)
SETTINGS min_parts_to_merge_at_once = 16;

CREATE TABLE IF NOT EXISTS fact_payment_plan (
  `loan_type` LowCardinality(String),
  `batch_id` UUID,
  `line_number` UInt32,
  `row_number` UInt32,
  `line_bytes` UInt32,
  `loan_account_number` String,
  `installment_number` UInt32,
  `actual_payment_date` Nullable(Date32),
  `scheduled_payment_date` Date32,
  `installment_amount` Decimal(18, 2),
  `principal_component` Decimal(18, 2),
  `interest_component` Decimal(18, 2),
  `kkdf_component` Decimal(18, 2),
  `bsmv_component` Decimal(18, 2),
  `installment_status` LowCardinality(String),
  `remaining_principal` Decimal(18, 2),
  `remaining_interest` Decimal(18, 2),
  `remaining_kkdf` Decimal(18, 2),
  `remaining_bsmv` Decimal(18, 2)) ENGINE = MergeTree
PARTITION BY (loan_type, batch_id) ORDER BY (loan_account_number, installment_number, row_number)
SETTINGS min_parts_to_merge_at_once = 16;

CREATE TABLE IF NOT EXISTS validation_errors (
batch_id UUID, file_type LowCardinality(String), row_number UInt32, line_number UInt32,
field_name LowCardinality(Nullable(String)), rule_id LowCardinality(String), error_type LowCardinality(String),
severity LowCardinality(String), raw_value Nullable(String), record_key Nullable(String), detail String,
found_at DateTime DEFAULT now('UTC')
) ENGINE = MergeTree PARTITION BY toYYYYMM(found_at)
ORDER BY (batch_id, file_type, row_number, rule_id);

CREATE TABLE IF NOT EXISTS rejected_rows (
batch_id UUID, file_type LowCardinality(String), row_number UInt32, line_number UInt32, record String,
found_at DateTime DEFAULT now('UTC')
) ENGINE = MergeTree PARTITION BY toYYYYMM(found_at) ORDER BY (batch_id, file_type, row_number);

CREATE TABLE IF NOT EXISTS published_batches (
dataset LowCardinality(String), variant LowCardinality(String), fencing UInt64,
batches Map(LowCardinality(String), UUID), sync_id UUID, published_at DateTime64(3, 'UTC'),
batch_id UUID, published_by LowCardinality(String), reason String, order_id UUID
) ENGINE = MergeTree ORDER BY (dataset, variant, fencing) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS batch_profiles (
batch_id UUID, file_type LowCardinality(String), version LowCardinality(String), profile String,
computed_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
) ENGINE = ReplacingMergeTree(computed_at) ORDER BY (batch_id, file_type, version);
