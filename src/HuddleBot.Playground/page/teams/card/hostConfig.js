import { HostConfig } from 'adaptivecards';

// Colours are the page's own variables (styles/colours.css of Microsoft Teams), so that light and dark need no second drawing.
const shades = (name) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` });
const words = Object.fromEntries(['default', 'dark', 'light', 'accent', 'attention', 'good', 'warning'].map((name) => [name, shades(name)]));
const container = (name) => ({ backgroundColor: `var(--card-ground-${name})`, foregroundColors: words });

const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const weights = { lighter: 300, default: 400, bolder: 600 };

/** Cards as Microsoft Teams draws them: sizes, spacing and at most six buttons are those of its published host configuration; the gap between buttons is in styles/card.css. */
export const hostConfig = new HostConfig({
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  fontTypes: {
    default: { fontFamily: 'inherit', fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: "Consolas, 'Liberation Mono', monospace", fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: Object.fromEntries(['default', 'emphasis', 'accent', 'good', 'attention', 'warning'].map((name) => [name, container(name)])),
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', size: 'small', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'small' },
    },
    errorMessage: { color: 'attention', size: 'small', weight: 'default', spacing: 'small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { weight: 'default', wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 8 },
  textStyles: { heading: { weight: 'bolder', size: 'large' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
});
