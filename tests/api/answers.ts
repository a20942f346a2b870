/** What the HTTP API answers, as its contract says; written by hand, as a bank's engineer would, not taken from the product. */

export type LoanType = 'RETAIL' | 'COMMERCIAL';
export type FileType =
  | 'credit'
  | 'payment_plan'
  | 'client'
  | 'trade'
  | 'company'
  | 'sepa'
  | 'swift'
  | 'exchange_rate'
  | 'customer'
  | 'merchant'
  | 'transaction';
/** What else can be read like a file type. */
export type DerivedTable =
  | 'trade_outcome'
  | 'client_account'
  | 'posting'
  | 'company_balance'
  | 'dim_customer'
  | 'dim_merchant'
  | 'dim_date'
  | 'fact_transactions';

/** What is loaded as a whole: a loan type, or the name of another dataset. */
export type BankSlice = LoanType | 'trades' | 'cash' | 'sales';

/** What a sentence of the service was made from. */
export interface Message {
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly message?: Message;
  readonly instance?: string;
  readonly request_id?: string;
  readonly errors?: readonly {
    readonly field: string;
    readonly code: string;
    readonly detail: string;
    readonly message?: Message;
  }[];
}

export interface Page<T> {
  readonly data: T[];
  readonly next_cursor: string | null;
}

export interface Upload {
  readonly upload_id: string;
  readonly tenant_id: string;
  readonly loan_type: LoanType;
  readonly file_type: FileType;
  readonly file_name: string;
  readonly size_bytes: number;
  readonly status:
    | 'AWAITING_UPLOAD'
    | 'STAGED'
    | 'SYNCING'
    | 'LOADED'
    | 'REJECTED'
    | 'FAILED'
    | 'SUPERSEDED'
    | 'EXPIRED';
  readonly problem: ProblemDocument | null;
  readonly superseded_by: string | null;
  readonly corrects: string | null;
  readonly sent_by: string | null;
  readonly row_estimate: number | null;
  readonly created_at: string;
  readonly staged_at: string | null;
  readonly sync_id: string | null;
}

export interface PutInstructions {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expires_at: string;
}

export interface MultipartInstructions {
  readonly method: 'MULTIPART';
  readonly part_size: number;
  readonly parts: readonly { readonly part_number: number; readonly url: string }[];
  readonly expires_at: string;
}

export interface AnnouncedUpload extends Upload {
  readonly upload: PutInstructions | MultipartInstructions;
}

export interface DeliveredUpload {
  readonly upload_id: string;
  readonly file_name: string | null;
  readonly size_bytes: number | null;
  readonly sent_by: string | null;
  readonly total_rows: number | null;
}

export interface SyncFile {
  readonly upload_id: string | null;
  readonly uploads: readonly DeliveredUpload[];
  readonly kept_rows: number | null;
  readonly returned_rows: number | null;
  readonly removed_rows: number | null;
  readonly total_rows: number | null;
  readonly valid_rows: number | null;
  readonly rejected_rows: number | null;
  /** Of the valid ones. */
  readonly quarantined_rows: number | null;
  readonly error_count: number | null;
}

export interface SyncLog {
  readonly id: string;
  readonly tenant_id: string;
  readonly loan_type: LoanType;
  readonly batch_id: string;
  readonly trigger: 'SCHEDULE' | 'MANUAL';
  readonly validate_only: boolean;
  readonly status: 'QUEUED' | 'FETCHING' | 'VALIDATING' | 'NORMALIZING' | 'STORING' | 'COMPLETED' | 'FAILED';
  readonly progress: number;
  readonly files: { readonly [fileType in FileType]?: SyncFile };
  readonly derived: { readonly [table in DerivedTable]?: { readonly rows: number } };
  readonly rebuild: boolean;
  readonly settings_version: number | null;
  readonly coverage: {
    readonly rows: number;
    readonly rows_matched: number;
    readonly amount: string;
    readonly amount_matched: string;
  } | null;
  readonly total_credit_rows: number | null;
  readonly valid_credit_rows: number | null;
  readonly total_payment_rows: number | null;
  readonly valid_payment_rows: number | null;
  readonly error_count: number | null;
  readonly error_summary: {
    readonly by_type: Readonly<Record<string, number>>;
    readonly by_field: Readonly<Record<string, number>>;
    readonly by_rule: Readonly<Record<string, number>>;
  } | null;
  readonly corrects: string | null;
  readonly removed_rows: number | null;
  readonly publication: 'pending' | 'published' | 'discarded' | null;
  readonly published_at: string | null;
  readonly notices: readonly {
    readonly code: string;
    readonly message?: Message;
    readonly detail: string;
    readonly rows?: number;
    readonly count?: number;
    readonly upload_ids?: readonly string[];
  }[];
  readonly failure: ProblemDocument | null;
  readonly ruleset_version: string;
  readonly queued_at: string;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly duration_ms: number | null;
}

export interface Publication {
  readonly batch_id: string;
  readonly sync_id: string;
  readonly loan_type: LoanType;
  readonly published_at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly files: { readonly [fileType in FileType]?: { readonly batch_id: string; readonly rows: number | null } };
  readonly live: boolean;
  readonly restorable: boolean;
}

export interface ChangedRow {
  readonly change: 'added' | 'removed' | 'changed';
  readonly record_key: string;
  readonly changed_columns: readonly string[];
  readonly before: DataRow | null;
  readonly after: DataRow | null;
}

export interface ValidationError {
  readonly dataset: string;
  readonly variant: string | null;
  /** Of loans. */
  readonly loan_type?: LoanType;
  readonly row_number: number;
  readonly line_number: number;
  readonly file_type: FileType;
  readonly upload_id: string | null;
  readonly field_name: string | null;
  readonly error_type: string;
  readonly rule_id: string;
  readonly severity: 'ERROR' | 'QUARANTINE' | 'WARNING';
  readonly error_message: string;
  readonly message?: Message;
  readonly raw_value: string | null;
  readonly record_key: string | null;
}

export type DataRow = Readonly<Record<string, string | number | boolean | null>>;

export interface DataPage extends Page<DataRow> {
  readonly loan_type: LoanType;
  readonly data_type: FileType | DerivedTable;
  readonly batch_id: string | null;
  readonly total_count: number;
}

export interface NumericStats {
  readonly min: number | null;
  readonly max: number | null;
  readonly avg: number | null;
  readonly stddev: number | null;
  readonly total_count: number;
  readonly null_count: number;
  readonly zero_count: number;
  readonly zero_or_null_count: number;
  readonly zero_or_null_ratio: number;
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

export interface Profile {
  readonly loan_type: LoanType;
  readonly data_type: FileType;
  readonly batch_id: string;
  readonly row_count: number;
  readonly numeric_stats: Readonly<Record<string, NumericStats>>;
  readonly categorical_stats: Readonly<
    Record<
      string,
      {
        readonly unique_count: number;
        readonly values: readonly { readonly value: string; readonly frequency: number }[];
        readonly other_count: number;
      }
    >
  >;
  readonly null_ratios: Readonly<Record<string, number>>;
  readonly completeness: Readonly<
    Record<
      string,
      {
        readonly missing_count: number;
        readonly missing_pct: number;
        readonly filled_pct: number;
        readonly total: number;
      }
    >
  >;
}

export interface SyncConfig {
  readonly loan_type: LoanType;
  readonly is_enabled: boolean;
  readonly sync_interval_minutes: number;
  readonly max_error_rate: number;
  readonly max_removed_rate: number;
  readonly requires: readonly FileType[];
  readonly publish: 'automatic' | 'manual';
  readonly last_sync_at: string | null;
  readonly last_sync_status: 'PENDING' | 'COMPLETED' | 'FAILED';
}
