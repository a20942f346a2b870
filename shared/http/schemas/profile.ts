import { profile } from '../../domain/profile.ts';
import { sliceFields } from '../../domain/values.ts';
import { labelled } from './slice.ts';

export const profileBody = labelled(profile.extend(sliceFields)).meta({
  id: 'Profile',
  description: 'Statistics of the current batch. Ratios have four decimals, percentages two.',
});
