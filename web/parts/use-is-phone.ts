import { useMediaQuery } from '@mantine/hooks';

/** Whether the screen is as narrow as a phone's: tables are cards then. The same width as in the CSS modules. */
export const useIsPhone = (): boolean => useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
