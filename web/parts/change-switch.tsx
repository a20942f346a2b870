import { Stack, Switch } from '@mantine/core';
import { ErrorState } from './states.tsx';

export interface ChangeSwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  /** Of `useMutation`: what turning it does. */
  readonly change: {
    readonly isPending: boolean;
    readonly variables: boolean | undefined;
    readonly error: unknown;
    readonly mutate: (isOn: boolean) => void;
  };
}

/** A switch that changes something at once: it stands as it was turned while that is under way, and goes back if it fails. */
export function ChangeSwitch({ label, isOn, change }: ChangeSwitchProps) {
  return (
    <Stack gap={4}>
      <Switch
        label={label}
        checked={change.isPending ? change.variables === true : isOn}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      {change.error != null && <ErrorState error={change.error} />}
    </Stack>
  );
}
