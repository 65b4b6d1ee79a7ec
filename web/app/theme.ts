import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Popover,
} from '@mantine/core';

const palette = (shades: string): MantineColorsTuple => shades.split(' ').map((hex) => `#${hex}`) as unknown as MantineColorsTuple;

export const colors = {
  iris: palette('f6f6ff ebeaff d6d4ff bab4fb 9e92f3 8470e5 6e53d4 5c41b9 4b329a 382871'),
  gray: palette('fafafc f3f3f6 e9e9ed d8d8de bdbdc4 8b8b93 6b6b73 51525a 37373f 1e1f25'),
  dark: palette('ececf1 d0d0d6 aaaab1 85858d 4c4c54 37373f 292931 1d1d25 15151d 0f0e16'),
  red: palette('fff4f3 ffe6e3 ffcbc5 f8a49d f17871 e54c4a cb2b31 b01e25 8f151c 6c1517'),
  amber: palette('fff7ee ffebd2 ffd7a6 ffc073 f5a843 d58d25 a86b02 895709 6f4606 54360b'),
};

/** Compact by default; a coarse pointer gets 44 px through `base.css`. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: 6,
  autoContrast: true,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: '"Inter Variable",system-ui,sans-serif',
  fontSizes: { xs: '.75rem', sm: '.8125rem', md: '.875rem', lg: '1rem' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { sm: '6px', lg: '12px' },
  colors,
  components: {
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': 'var(--p-control)', '--input-fz': 'var(--p-input-size)' } }) }),
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: (_theme, props) => ({
        root: {
          ...(props.variant === 'subtle' ? { '--button-color': 'var(--p-press-text)', '--button-hover': 'var(--p-hover)' } : {}),
          '--button-height': 'var(--p-control)',
          '--button-fz': '.8125rem',
          '--button-padding-x': '12px',
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      vars: (_theme, props) => ({
        root: props.variant === 'subtle' && !props.color ? { '--ai-color': 'var(--p-press-text)', '--ai-hover': 'var(--p-hover)' } : {},
      }),
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 4 } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 120 } } }),
  },
});

const gray = colors.gray as unknown as string[];
const dark = colors.dark as unknown as string[];
const iris = colors.iris as unknown as string[];
const red = colors.red as unknown as string[];
const amber = colors.amber as unknown as string[];

/** Meaning of colours, by scheme: what the style sheets use, so that none of them names a shade. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--stage-slate': '#677284',
    '--stage-sky': '#2382ba',
    '--stage-teal': '#198585',
    '--stage-moss': '#2f8856',
    '--stage-olive': '#798136',
    '--stage-iris': '#6e53d4',
    '--stage-plum': '#9e4aa4',
    '--stage-cocoa': '#8c674d',
  },
  light: {
    '--mantine-color-body': '#fff',
    '--mantine-color-text': gray[9]!,
    '--mantine-color-dimmed': gray[6]!,
    '--mantine-color-placeholder': gray[6]!,
    '--mantine-color-error': red[7]!,
    '--mantine-color-anchor': iris[7]!,
    '--mantine-color-default-border': gray[3]!,
    '--mantine-color-default-color': iris[7]!,
    '--p-paper': '#fff',
    '--p-rail': gray[0]!,
    '--p-raise': '#fff',
    '--p-ink': gray[9]!,
    '--p-ink2': gray[7]!,
    '--p-ink3': gray[6]!,
    '--p-line': gray[2]!,
    '--p-line2': gray[3]!,
    '--p-field': gray[5]!,
    '--p-hover': gray[1]!,
    '--p-press': iris[6]!,
    '--p-press-text': iris[7]!,
    '--p-focus': iris[6]!,
    '--p-selected': iris[0]!,
    '--p-selected2': iris[1]!,
    '--p-late': red[7]!,
    '--p-late-mark': red[7]!,
    '--p-late-back': red[1]!,
    '--p-risk': amber[7]!,
    '--p-risk-back': amber[1]!,
    '--p-bar': gray[4]!,
    '--p-bar-over': gray[8]!,
  },
  dark: {
    '--mantine-color-body': dark[7]!,
    '--mantine-color-text': dark[0]!,
    '--mantine-color-dimmed': dark[2]!,
    '--mantine-color-placeholder': dark[2]!,
    '--mantine-color-error': red[4]!,
    '--mantine-color-anchor': iris[3]!,
    '--mantine-color-default-border': dark[5]!,
    '--mantine-color-default': dark[7]!,
    '--mantine-color-default-hover': dark[6]!,
    '--mantine-color-default-color': iris[3]!,
    '--p-paper': dark[7]!,
    '--p-rail': dark[8]!,
    '--p-raise': dark[6]!,
    '--p-ink': dark[0]!,
    '--p-ink2': dark[1]!,
    '--p-ink3': dark[2]!,
    '--p-line': dark[6]!,
    '--p-line2': dark[5]!,
    '--p-field': dark[3]!,
    '--p-hover': dark[6]!,
    '--p-press': iris[6]!,
    '--p-press-text': iris[3]!,
    '--p-focus': iris[4]!,
    '--p-selected': dark[6]!,
    '--p-selected2': iris[9]!,
    '--p-late': red[3]!,
    '--p-late-mark': red[4]!,
    '--p-late-back': red[9]!,
    '--p-risk': amber[3]!,
    '--p-risk-back': amber[9]!,
    '--p-bar': dark[4]!,
    '--p-bar-over': dark[1]!,
  },
});
