import { App } from 'aws-cdk-lib';
import { SettingsError } from './settings.ts';
import { buildTranche } from './tranche-app.ts';

/** The app as the CDK CLI (`cdk.json`) and the laptop host run it. */
const app = new App();
try {
  buildTranche(app);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}
app.synth();
