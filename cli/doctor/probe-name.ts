/** Of the upload that the doctor begins and never completes. */
export const PROBE_NAME = 'tranche-doctor.csv';
