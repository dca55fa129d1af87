// Takes out of `@rrweb/record` what Playhead never uses, and puts parts of our own in the place of what
// it does in a way that a host's page should not have to bear. Why: docs/decisions/010-trimmed-rrweb.md.
// Every cut names the text it expects, once; a version of rrweb that reads otherwise stops the build.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const rrweb = /@rrweb\/record\/dist\/record\.js$/
const parts = fileURLToPath(new URL('../src/rrweb-parts', import.meta.url))

/** For esbuild. */
export const trimRrweb: Plugin = {
  name: 'trim-rrweb',
  setup: ({ onLoad }) => {
    onLoad({ filter: rrweb }, async ({ path }) => ({
      contents: trim(await readFile(path, 'utf8')),
      loader: 'js',
    }))
  },
}

/** For Vite, so that the tests run on what is shipped. */
export const trimRrwebInTests = {
  name: 'trim-rrweb',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    rrweb.test(id.split('?')[0] ?? '') ? trim(code) : undefined,
}

const ours = {
  'collect-adds.ts': ['collectAdds, createFreshRoots'],
  'dom-access.ts': [
    'childNodes, contains, getRootNode, hasShadowRoot, host, isBlocked, mutationObserverCtor',
    'ownerDocument, parentElement, parentNode, shadowRoot, textContent',
  ],
  'css-text.ts': ['absolutifyURLs, markCssSplits'],
  'frame-manager.ts': ['createFrameManager'],
  'mirror.ts': ['createMirror'],
  'observe-call.ts': ['observeCall'],
  'observe-inputs.ts': ['initInputObserver'],
  'observe-styles.ts': [
    'initAdoptedStyleSheetObserver, initStyleDeclarationObserver, initStyleSheetObserver',
  ],
  'weak-list.ts': ['createUndoList, createWeakList'],
}

const alwaysTheSame = [
  'blockClass',
  'dataURLOptions',
  'ignoreClass',
  'inlineImages',
  'inlineStylesheet',
  'keepIframeSrcFn',
  'maskAllInputs',
  'maskInputFn',
  'maskInputOptions',
  'maskTextClass',
  'maskTextFn',
  'maskTextSelector',
  'needsMask',
  'recordCanvas',
  'slimDOMOptions',
  'slimDOMOptions: _slimDOMOptions',
]

function trim(source: string): string {
  const text = createText(source)

  // Looked up once, not at each use.
  text.cut('const testableAccessors = {', 'let nowTimestamp = Date.now;')
  text.cut('function patch(source, name, replacement) {', 'function isElement(n) {')
  text.cut(
    'let nowTimestamp = Date.now;',
    'function isElement(n) {',
    'const nowTimestamp = performance.now.bind(performance);\n',
  )
  text.swapAll(/\bindex\.(?=\w+\()/g, '')
  text.swapAll(/\bDate\.now\(\)/g, 'nowTimestamp()')
  text.swapAll(/^ *console\.\w+\((?:[^;]|;(?!\n))*\);\n/gm, '')
  text.swap('return console.warn("Failed to snapshot the document");', 'return;')

  // Masking is done by the pass in privacy/mask-frames.ts; of values only "something" or "nothing" is read.
  text.cut(
    'function maskInputValue({',
    'function toLowerCase(str) {',
    'const maskInputValue = ({ value }) => (value ? "•" : "");\n',
  )
  text.cut(
    'function _isBlockedElement(element, blockClass, blockSelector) {',
    'function onceIframeLoaded(',
  )
  text.swap(
    `value: needMaskingText(
                m.target,
                this.maskTextClass,
                this.maskTextSelector,
                true
                // checkAncestors
              ) && value ? this.maskTextFn ? this.maskTextFn(value, closestElementOfNode(m.target)) : value.replace(/[\\S]/g, "*") : value,`,
    'value,',
  )
  text.swap(
    `  let { needsMask } = options;
`,
    '',
  )
  text.cut('  if (!needsMask) {', '  const _serializedNode = ')
  text.cut(
    '  if (!isStyle && !isScript && textContent2 && needsMask) {',
    '  return {\n    type: NodeType.Text,',
  )
  text.cut('function closestElementOfNode(node) {', 'function isSerialized(n, mirror2) {')
  text.swap('element.hasAttribute("data-rr-is-password") ? "password" : type ?', 'type ?')
  text.swap(
    'if (attributeName === "type" && tagNameLower === "input" && (m.oldValue || "").toLowerCase() === "password") {',
    'if (false) {',
  )

  // Images and canvases are not read; documents of other origins do not report to this recorder.
  text.cut('const ORIGINAL_ATTRIBUTE_NAME = ', 'function getInputType(element) {')
  text.cut(
    '  if (tagName === "canvas" && recordCanvas) {',
    '  if (["audio", "video"].includes(tagName)) {',
  )
  text.cut('let canvasService;', 'const cachedDocument = ')
  text.swap('return getAbsoluteSrcsetString(doc, value);', 'return value;')
  text.cut('class CrossOriginIframeMirror {', 'class ShadowDomManager {')
  text.cut('\nvar chars = "ABCDEFGHIJ', 'class StylesheetManager {', '\n')

  // Stylesheets.
  text.cut('function extractOrigin(url) {', 'let _id = 1;')
  text.swap(
    'return absolutifyURLs(value, getHref(doc));',
    'return value.includes("url(") ? absolutifyURLs(value, doc.baseURI) : value;',
  )
  text.swap(
    'absolutifyURLs(textContent2, getHref(options.doc))',
    'absolutifyURLs(textContent2, options.doc.baseURI)',
  )
  text.swap(
    'if (isCSSStyleRule(rule) && rule.selectorText.includes(":")) {',
    'if (ruleStringified.includes("[") && isCSSStyleRule(rule)) {',
  )
  text.swap(
    'const stylesheet = Array.from(doc.styleSheets).find((s) => {\n      return s.href === n.href;\n    });',
    'const stylesheet = n.sheet;',
  )
  text.swap('if (sheets.length === 0) return;', '')
  text.cut(
    '    this.trackedLinkElements.add(linkEl);\n',
    '  adoptStyleSheets(sheets, hostId) {',
    '    this.trackedLinkElements.add(linkEl);\n  }\n',
  )
  text.cut('  // TODO: take snapshot on stylesheet reload', 'class ProcessedNodeManager {', '}\n')

  text.swap(
    'const tagNameLower = toLowerCase(target.tagName);',
    'const tagNameLower = getValidTagName(target);',
  )

  // Of what a page may leave out, only this is asked for.
  text.cut(
    'function lowerIfExists(maybeAttr) {',
    'function serializeNodeWithId(n, options) {',
    `
const slimDOMExcluded = ({ type, tagName, attributes }) =>
  type === NodeType.Comment || type === NodeType.Element && (tagName === "script" ||
    tagName === "link" && /^(?:modulepreload|prefetch|preload)$/.test(attributes.rel) && attributes.as !== "style");
`,
  )
  text.cut('class BaseRRNode {', 'function on(type, fn, target = document) {')
  text.cut('const DEPARTED_MIRROR_ACCESS_WARNING = ', 'function throttle(func, wait')
  text.cut('function hookSetter(target, key,', 'function getWindowScroll(win) {')
  text.cut('function polyfill(win = window) {', 'function isSerializedIframe(')
  text.swap('  polyfill();\n', '')
  text.cut('function hasShadowRoot(n) {', 'class StyleSheetMirror {')

  // Observers of our own, and none where the privacy rules would drop the event.
  text.cut('const INPUT_TAGS = ', 'function initMediaInteractionObserver({')
  text.cut('function initFontObserver({', 'function initCustomElementObserver({')
  text.swap('  mergeHooks(o, hooks);\n', '')
  text.swap('    if (o.collectFonts) {\n      fontObserver = initFontObserver(o);\n    }\n', '')
  text.swap('  let fontObserver = () => {\n  };\n', '')
  text.swap('    fontObserver();\n    selectionObserver();\n', '')
  text.swap('  const selectionObserver = initSelectionObserver(o);\n', '')
  text.cut(
    '  const pluginHandlers = [];\n',
    '  return callbackWrapper(() => {\n    mutationBuffers.forEach',
  )
  text.swap('    pluginHandlers.forEach((h) => h());\n', '')
  text.cut('function hasNestedCSSRule(prop) {', 'class ShadowDomManager {')

  // No call of the host's runs inside of a wrapper any more, so every exception is ours to report.
  text.cut(
    'let errorHandler;',
    'const mutationBuffers = [];',
    `
let errorHandler;
let onMutations;
const callbackWrapper = (callback) => (...args) => {
  try {
    return callback(...args);
  } catch (error) {
    errorHandler(error);
  }
};
`,
  )
  text.swap(
    '  registerErrorHandler(errorHandler2);\n',
    '  errorHandler = errorHandler2;\n  onMutations =\n    options.onMutations ??\n    ((records, process, emit2) => {\n      records.forEach(process);\n      emit2();\n    });\n',
  )
  // What recording costs is counted, and what storms is passed over: src/budget/.
  text.swap(
    '      mutations.forEach(this.processMutation);\n      this.emit();\n',
    '      onMutations(mutations, this.processMutation, this.emit);\n',
  )
  text.cut(
    '    const manager = this;\n',
    '  reset() {\n    this.restoreHandlers.forEach(',
    `
    this.restoreHandlers.push(observeCall(element.prototype, "attachShadow", (self) => {
      const root = shadowRoot(self);
      if (root && inDom(self)) this.addShadowRoot(root, doc);
    }));
  }
`,
  )
  text.cut(
    '  const restoreHandler = patch(\n    win.customElements',
    'function initObservers(o, hooks = {}) {',
    `
  return observeCall(win.customElements, "define", (_, [name]) => customElementCb({ define: { name } }));
}
`,
  )
  text.swap(
    '      unregisterErrorHandler();\n',
    '      mutationBuffers.length = 0;\n      mirror.reset();\n',
  )

  // Numbers instead of what was serialised, and nothing that outlives its document or shadow root.
  text.cut('class Mirror {', 'const maskInputValue = ')
  text.swap('mirror: mirror2 = new Mirror(),', 'mirror: mirror2,')
  text.swap('const mutationBuffers = [];', 'const mutationBuffers = createWeakList();')
  text.swap(
    '      mutationBuffers.length = 0;\n',
    '      mutationBuffers.clear();\n      frameObservers.run();\n',
  )
  text.swap(
    '    this.restoreHandlers.push(() => observer.disconnect());\n',
    '    this.rootObservers.add(shadowRoot2, () => observer.disconnect());\n',
  )
  text.swap(
    '    this.restoreHandlers.push(\n      initScrollObserver({',
    '    this.rootObservers.add(shadowRoot2,\n      initScrollObserver({',
  )
  text.swap(
    '      this.restoreHandlers.push(\n        initAdoptedStyleSheetObserver(',
    '      this.rootObservers.add(shadowRoot2,\n        initAdoptedStyleSheetObserver(',
  )
  text.swap(
    '__publicField(this, "restoreHandlers", []);',
    '__publicField(this, "restoreHandlers", []);\n    __publicField(this, "rootObservers", createUndoList());',
  )
  text.swap(
    '    this.restoreHandlers = [];\n',
    '    this.restoreHandlers = [];\n    this.rootObservers.run();\n',
  )
  text.swap(
    'handlers.push(observe(iframeEl.contentDocument));',
    'const content = iframeEl.contentDocument;\n        mirror.addFrame(iframeEl, content);\n        frameObservers.add(content, observe(content));',
  )
  text.swap(
    '    const handlers = [];\n    const observe = (doc) => {',
    '    const handlers = [];\n    const frameObservers = createUndoList();\n    const observe = (doc) => {',
  )

  // Reading a scroll position lays the page out; what has just been added was not scrolled yet.
  text.swap(
    '      keepIframeSrcFn,\n      cssCaptured: false\n',
    '      newlyAddedElement,\n      cssCaptured: false\n',
  )
  // What was added goes out as trees, sorted by their roots only.
  text.cut(
    '      const adds = [];\n      const addedIds',
    '      const payload = {',
    `
      this.mapRemoves.forEach((n) => this.mirror.removeNodeFromMap(n));
      this.mapRemoves = [];
      const candidates = new Set([...this.movedSet, ...this.addedSet]);
      const { adds, addedIds } = collectAdds(candidates, this.mirror, (n, onNode) => serializeNodeWithId(n, {
        doc: this.doc,
        mirror: this.mirror,
        blockSelector: this.blockSelector,
        newlyAddedElement: true,
        onSerialize: (currentN) => {
          onNode(currentN);
          if (isSerializedStylesheet(currentN, this.mirror)) this.stylesheetManager.trackLinkElement(currentN);
          const root = shadowRoot(currentN);
          if (root) {
            this.processedNodeManager.add(root);
            this.shadowDomManager.addShadowRoot(root, this.doc);
          }
        },
        onIframeLoad: (iframe, childSn) => {
          this.iframeManager.attachIframe(iframe, childSn);
          this.shadowDomManager.observeAttachShadow(iframe);
        },
        onStylesheetLoad: (link, childSn) => this.stylesheetManager.attachLinkElement(link, childSn)
      }));
`,
  )
  text.swap(
    'if (this.processedNodeManager.inOtherBuffer(n, this)) return;',
    'if (this.processedNodeManager.has(n)) return;',
  )
  // What has left a shadow root that is recorded with its host was never in it.
  text.swap(
    '          m.removedNodes.forEach((n) => {\n',
    '          if (this.processedNodeManager.has(m.target)) return;\n          m.removedNodes.forEach((n) => {\n',
  )
  text.cut(
    '        this.addedSet.add(n);\n        this.droppedSet.delete(n);',
    '    });\n  }\n  init(options) {',
    '        this.addedSet.add(n);\n      }\n',
  )
  text.cut(
    '            if (this.addedSet.has(n)) {\n',
    'else if (isAncestorRemoved(m.target',
    '            ',
  )
  text.swap('deepDelete(this.movedSet, n);', 'this.movedSet.delete(n);')
  text.swap('              processRemoves(n, this.removesSubTreeCache);\n', '')
  text.swap(
    '      this.droppedSet = /* @__PURE__ */ new Set();\n      this.removesSubTreeCache = /* @__PURE__ */ new Set();\n',
    '',
  )
  text.swap(
    '    __publicField(this, "droppedSet", /* @__PURE__ */ new Set());\n    __publicField(this, "removesSubTreeCache", /* @__PURE__ */ new Set());\n',
    '',
  )
  text.cut('function deepDelete(addsSet, n) {', 'let errorHandler;')
  text.cut('class ProcessedNodeManager {', 'let wrappedEmit;')
  text.swap('new ProcessedNodeManager()', 'createFreshRoots()')
  text.swap('      processedNodeManager.destroy();\n', '')
  // What a snapshot finds must not be told again as an addition.
  text.swap(
    '  observer.observe(rootEl, {',
    '  mutationBuffer.flush = () => {\n    const records = observer.takeRecords();\n    if (records.length) mutationBuffer.processMutations(records);\n  };\n  observer.observe(rootEl, {',
  )
  text.swap(
    '    stylesheetManager.reset();\n    shadowDomManager.init();\n',
    '    mutationBuffers.forEach((buf) => buf.flush());\n    stylesheetManager.reset();\n    shadowDomManager.init();\n',
  )

  // A batch that turns out empty must not keep its nodes: https://github.com/rrweb-io/rrweb/issues/1550
  text.cut(
    '      if (!payload.texts.length && !payload.attributes.length',
    '      this.texts = [];\n      this.attributes = [];',
    '      const isEmpty = !payload.texts.length && !payload.attributes.length && !payload.removes.length && !payload.adds.length;\n',
  )
  text.swap(
    '      this.mutationCb(payload);\n    });',
    '      if (!isEmpty) this.mutationCb(payload);\n    });',
  )
  // A changed style is sent as it stands: comparing it property by property cost more than its bytes.
  text.cut(
    '              if (!this.unattachedDoc) {',
    '            } else if (attributeName === "open" && target.tagName === "DIALOG") {',
  )
  text.cut(
    '          if (typeof attributes.style === "string") {',
    '          return {\n            id: this.mirror.getId(attribute.node),',
  )
  text.swapAll(/,\n +styleDiff: \{\},\n +_unchangedStyles: \{\}/g, '')

  // Nothing is frozen, packed, checked out or sent to a parent.
  text.cut(
    '  freeze() {\n    this.frozen = true;\n    this.canvasManager',
    '  lock() {\n    this.locked = true;\n    this.canvasManager',
  )
  text.swap('    this.canvasManager.lock();\n', '')
  text.swap('    this.canvasManager.unlock();\n', '')
  text.swap('    this.canvasManager.reset();\n', '')
  text.cut(
    '  const inEmittingFrame = recordCrossOriginIframes',
    '  mirror.reset();\n  const maskInputOptions',
  )
  text.cut(
    '  const maskInputOptions = maskAllInputs === true ? {\n    color: true,\n    date: true,\n    "datetime-local": true,\n    email: true,\n    month: true,\n    number: true,\n    range: true,\n    search: true,\n    tel: true,\n    text: true,\n    time: true,\n    url: true,\n    week: true,\n    textarea: true,\n    select: true,\n    password: true\n  } : _mask',
    '  const slimDOMOptions = slimDOMDefaults(_slimDOMOptions);',
    '  const maskInputOptions = _maskInputOptions;\n',
  )
  text.cut(
    '  const maskInputOptions = maskAllInputs === true ? {',
    '  const slimDOMOptions = slimDOMDefaults(slimDOM);',
    '  const maskInputOptions = maskAllInputs;\n',
  )
  text.cut(
    '  let lastFullSnapshotEvent;',
    '  const wrappedMutationEmit = ',
    '  wrappedEmit = emit;\n',
  )
  text.cut('  for (const plugin of plugins || []) {', '  const processedNodeManager = ')
  text.cut(
    '  canvasManager = new CanvasManager({',
    '  const shadowDomManager = new ShadowDomManager({',
  )
  text.swap(
    'const iframeManager = new IframeManager({',
    'const iframeManager = createFrameManager({',
  )
  text.swap('    recordCrossOriginIframes,\n    wrappedEmit\n', '')
  text.swapAll(
    /^ +(?:if \(isSerializedIframe\(\w+, (?:this\.)?mirror\)\) \{\n +(?:this\.)?iframeManager\.addIframe\(\w+\);\n +\}\n)/gm,
    '',
  )
  text.swapAll(/^ +canvasManager,\n/gm, '')
  text.swap('          canvasMutationCb: wrappedCanvasMutationEmit,\n', '')
  text.cut('  const wrappedCanvasMutationEmit = (p) =>', '  const wrappedAdoptedStyleSheetEmit = ')
  text.cut('          fontCb: (p) => wrappedEmit({', '          customElementCb: (c) => {')
  text.cut('          plugins: ((_a2 = plugins == null', '        },\n        hooks\n')
  text.cut('try {\n  if (Array.from([1]', 'const mirror = createMirror();')
  text.cut('record.addCustomEvent = (tag, payload) => {', 'record.takeFullSnapshot = ')

  // Options that are always the same.
  text.swap(
    '  if (n.tagName === "TITLE" && slimDOMOptions.headTitleMutations) {\n    return true;\n  }\n',
    '',
  )
  text.swapAll(/, (?:this\.)?slimDOMOptions\)/g, ')')
  text.swap('slimDOM: slimDOMOptions,', '')
  text.swap('if (slimDOMOptions.headWhitespace && ', 'if (')
  text.swap(
    'const needBlock = _isBlockedElement(n, blockClass, blockSelector);',
    'const needBlock = isBlocked(n, blockSelector, false);',
  )
  text.swapAll(/\b(?:this\.)?blockClass, /g, '')
  text.swap('if (tagName === "link" && inlineStylesheet) {', 'if (tagName === "link") {')
  text.swap(' && !keepIframeSrcFn(attributes.src)', '')
  text.swap(' && !this.keepIframeSrcFn(value)', '')
  text.swap(
    'if (n.selected && !maskInputOptions["select"]) {\n      attributes.selected = true;\n    } else {\n      delete attributes.selected;\n    }',
    'delete attributes.selected;',
  )
  text.cut(
    '  const maskInputOptions = _mask',
    '  const slimDOMOptions = slimDOMDefaults(_slimDOMOptions);',
  )
  text.cut(
    '  const maskInputOptions = maskAllInputs;',
    '  const slimDOMOptions = slimDOMDefaults(slimDOM);',
  )
  text.swap('  const slimDOMOptions = slimDOMDefaults(_slimDOMOptions);\n', '')
  text.swap('  const slimDOMOptions = slimDOMDefaults(slimDOM);\n', '')
  text.swapAll(
    new RegExp(
      `^ +"?(?:${alwaysTheSame.join('|')})"?(?:: (?:this\\.)?\\w+)?(?: = [^,\\n]*)?,?\\n`,
      'gm',
    ),
    '',
  )

  // Numbers for the names of rrweb's enums, and fields without a helper.
  for (const name of [
    'EventType',
    'IncrementalSource',
    'PointerTypes',
    'CanvasContext',
    'MediaInteractions',
    'NodeType',
  ]) {
    text.inline(name)
  }
  text.cut(
    'var __defProp = Object.defineProperty;',
    'var _a;',
    'const __publicField = (object, key, value) => { object[key] = value; };\n',
  )
  text.swapAll(/^ +__publicField\(this, "\w+"\);\n/gm, '')

  const imports = Object.entries(ours).map(
    ([file, names]) =>
      `import { ${names.join(', ')} } from ${JSON.stringify(`${parts}/${file}`)};\n`,
  )
  return imports.join('') + text.toString()
}

interface Text {
  /** Replaces what stands from `start` to before `end`. */
  cut(start: string, end: string, replacement?: string): void
  swap(expected: string, replacement: string): void
  swapAll(expected: RegExp, replacement: string): void
  /** Writes an enum's numbers where its names stand. */
  inline(name: string): void
  toString(): string
}

function createText(source: string): Text {
  let text = source
  const find = (expected: string, from = 0): number => {
    const at = text.indexOf(expected, from)
    if (at === -1) fail(expected)
    return at
  }
  return {
    cut(start, end, replacement = '') {
      const at = find(start)
      if (text.includes(start, at + 1)) fail(start)
      text = text.slice(0, at) + replacement + text.slice(find(end, at + start.length))
    },
    swap(expected, replacement) {
      const at = find(expected)
      if (text.includes(expected, at + 1)) fail(expected)
      text = text.slice(0, at) + replacement + text.slice(at + expected.length)
    },
    swapAll(expected, replacement) {
      const changed = text.replace(expected, () => replacement)
      if (changed === text) fail(String(expected))
      text = changed
    },
    inline(name) {
      const start = find(`var ${name} = /* @__PURE__ */ ((`)
      const end = find(`})(${name} || {});\n`, start) + `})(${name} || {});\n`.length
      const values = text.slice(start, end).matchAll(/\["(\w+)"\] = (\d+)\]/g)
      const numbers = new Map(Array.from(values, ([, key = '', value = '']) => [key, value]))
      text = (text.slice(0, start) + text.slice(end)).replace(
        new RegExp(`\\b${name}(?:\\.(\\w+)|\\["(\\w+)"\\])`, 'g'),
        (found, dotted?: string, quoted?: string) =>
          numbers.get(dotted ?? quoted ?? '') ?? fail(found),
      )
    },
    toString: () => text,
  }
}

function fail(expected: string): never {
  throw new Error(
    `@rrweb/record no longer reads as packages/core/build/trim-rrweb.ts expects. Not there, or there more than once: ${expected}`,
  )
}
