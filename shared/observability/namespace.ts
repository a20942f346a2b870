/** Where all metrics of Tranche are in CloudWatch. The dimension `service` tells installations apart. */
export const NAMESPACE = 'Tranche';
