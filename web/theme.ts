import {
  Badge,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
  Notification,
  Paper,
  Table,
  Tooltip,
} from '@mantine/core';

/** Deep petrol: the one colour that is not a meaning. */
const petrol: MantineColorsTuple = [
  '#eaf4f6',
  '#d5e6ea',
  '#a8ccd4',
  '#78b0bd',
  '#5199a9',
  '#378a9d',
  '#1f7387',
  '#12606f',
  '#0f4c5c',
  '#093944',
];

/** Cool greys of the dark scheme: ink rather than black. */
const ink: MantineColorsTuple = [
  '#d7dee4',
  '#b3bec8',
  '#93a1ad',
  '#6c7a87',
  '#3d4955',
  '#303b46',
  '#232c35',
  '#1a2129',
  '#141a20',
  '#0e1317',
];

const SANS =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const MONO =
  'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace';

/** Calm and dense: small type, hairlines instead of shadows, colour only where it says something. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark: ink },
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Badge: Badge.extend({
      defaultProps: { radius: 'sm', variant: 'light', size: 'md' },
      // A word that tells a state is never cut, in a narrow column neither.
      styles: { root: { flexShrink: 0 }, label: { overflow: 'visible' } },
    }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Card: Card.extend({ defaultProps: { withBorder: true, radius: 'md', padding: 'md' } }),
    Paper: Paper.extend({ defaultProps: { radius: 'md' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', fz: 'sm' } }),
    Modal: Modal.extend({
      defaultProps: { radius: 'md', centered: true },
      styles: { title: { fontWeight: 600, fontSize: '1rem' } },
    }),
    // Mantine's own grey is too faint to read.
    Notification: Notification.extend({ styles: { description: { color: 'var(--mantine-color-dimmed)' } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } },
    }),
  },
});

/**
 * Tinted grounds with text on them, as badges and alerts have: Mantine's own are too faint to read in the light scheme and
 * too heavy in the dark one.
 */
const TINTS = {
  petrol: ['#e1eff2', '#0f4c5c', '#1e3a44', '#b5dce5'],
  teal: ['#ddf3e8', '#0a5a3c', '#17392c', '#9fe3c3'],
  yellow: ['#fdf0cf', '#714600', '#40331a', '#f5d68a'],
  red: ['#fce4e2', '#93202a', '#472326', '#ffb4ae'],
  grape: ['#f3e5f6', '#6b2379', '#3b2742', '#e5b8ee'],
  gray: ['#e9edf0', '#44515c', '#313c47', '#c3ced7'],
} as const;

const tints = (scheme: 'light' | 'dark'): Record<string, string> =>
  Object.fromEntries(
    Object.entries(TINTS).flatMap(([name, [lightGround, lightText, darkGround, darkText]]) => {
      const [ground, text] = scheme === 'light' ? [lightGround, lightText] : [darkGround, darkText];
      return [
        [`--mantine-color-${name}-light`, ground],
        [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, ${ground} 88%, ${text})`],
        [`--mantine-color-${name}-light-color`, text],
      ];
    }),
  );

/** Surfaces that Mantine has no names for: the ground of the page, hairlines, the navigation's panel. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...tints('light'),
    '--mantine-color-teal-filled': '#0f6b49',
    '--mantine-color-red-filled': '#b4232c',
    '--mantine-color-red-filled-hover': '#981d25',
    '--mantine-color-error': '#b4232c',
    '--mantine-color-placeholder': '#6b7883',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#17232c',
    '--mantine-color-dimmed': '#566573',
    '--mantine-color-default-border': '#dbe2e7',
    '--tranche-ground': '#f5f7f9',
    '--series-1': '#12606f',
    '--series-2': '#b7791f',
    '--series-3': '#6b4a9e',
    '--series-4': '#5b6770',
    '--tranche-navigation': '#ffffff',
    '--tranche-hover': '#eef3f5',
    '--tranche-link': '#12606f',
  },
  dark: {
    ...tints('dark'),
    '--mantine-color-teal-filled': '#17795b',
    '--mantine-color-red-filled': '#b8323b',
    '--mantine-color-red-filled-hover': '#9c2a32',
    '--mantine-color-error': '#ff9c96',
    '--mantine-color-placeholder': '#8c9aa6',
    '--mantine-color-disabled': '#2d3843',
    '--mantine-color-disabled-color': '#8493a0',
    '--mantine-color-body': '#1a2129',
    '--mantine-color-text': '#dde4e9',
    '--mantine-color-dimmed': '#9aa8b4',
    '--mantine-color-default-border': '#303b46',
    '--tranche-ground': '#12171c',
    '--series-1': '#5fb0c1',
    '--series-2': '#e0b04c',
    '--series-3': '#b79be0',
    '--series-4': '#a3b1bb',
    '--tranche-navigation': '#161c22',
    '--tranche-hover': '#222b34',
    '--tranche-link': '#7fc3d1',
  },
});
