import type { CanaryCase } from '../canary-case.ts'

const hidden = (name: string, html: string): CanaryCase => ({
  name: `field: ${name}`,
  html,
  inSafe: 'hidden',
})

const types = (
  'text search tel url email password hidden checkbox radio date datetime-local month week time number ' +
  'range color file unknown'
).split(' ')

/** What people enter, choose and tick, and what is there to choose from. */
export const fieldCases: readonly CanaryCase[] = [
  ...types.map((type) => hidden(`input ${type}`, `<input type="${type}" value="CANARY">`)),
  hidden('input without a type', '<input value="CANARY">'),
  hidden('checked box', '<input type="checkbox" value="CANARY" checked>'),
  hidden('chosen radio', '<input type="radio" name="plan" value="CANARY" checked>'),
  hidden('textarea', '<textarea>CANARY</textarea>'),
  hidden('option', '<select><option>a</option><option selected>CANARY</option></select>'),
  hidden(
    'option not chosen',
    '<select><option selected>a</option><option>CANARY</option></select>',
  ),
  hidden('option value', '<select><option value="CANARY" selected>a</option></select>'),
  hidden('option label', '<select><option label="CANARY" selected>a</option></select>'),
  hidden('option group', '<select><optgroup label="CANARY"><option>a</option></optgroup></select>'),
  hidden(
    'many chosen',
    '<select multiple><option selected>a</option><option selected value="CANARY">CANARY</option></select>',
  ),
  hidden(
    'customised select',
    '<select><button><selectedcontent></selectedcontent></button><option selected><b>CANARY</b></option></select>',
  ),
  hidden(
    'datalist',
    '<input list="names"><datalist id="names"><option value="CANARY">CANARY</option></datalist>',
  ),
  hidden('one-time code', '<input autocomplete="one-time-code" value="CANARY">'),
  hidden('new password', '<input autocomplete="new-password" value="CANARY">'),
  hidden('field named password', '<input name="password" value="CANARY">'),
  hidden('search in a form', '<form role="search"><input type="search" value="CANARY"></form>'),
  hidden('combobox', '<div role="combobox"><input role="combobox" value="CANARY"></div>'),
  hidden('field in a custom element', '<my-field><input value="CANARY"></my-field>'),
  hidden('meter', '<meter value="CANARY">a</meter>'),
  hidden('progress', '<progress value="CANARY">a</progress>'),
  hidden('data value', '<data value="CANARY">a</data>'),
  hidden('parameter', '<object><param name="user" value="CANARY"></object>'),
  hidden('list item value', '<ol><li value="CANARY">a</li></ol>'),
  { name: 'field: button value', html: '<input type="button" value="CANARY">', inSafe: 'either' },
  { name: 'field: submit value', html: '<input type="submit" value="CANARY">', inSafe: 'either' },
  { name: 'field: reset value', html: '<input type="reset" value="CANARY">', inSafe: 'either' },
]
