import type { PlannedDelivery } from './delivery.ts';
import { generatedDeliveries } from './generated-deliveries.ts';
import { oddDeliveries } from './odd-deliveries.ts';
import { sentDeliveries } from './sent-deliveries.ts';
import { stepwiseDeliveries } from './stepwise-deliveries.ts';
import { workbookDeliveries } from './workbook-deliveries.ts';

/** In the order in which they are delivered. */
export const allDeliveries = (): readonly PlannedDelivery[] => [
  ...generatedDeliveries,
  ...oddDeliveries,
  ...workbookDeliveries,
  ...stepwiseDeliveries,
  ...sentDeliveries(),
];
