import { javascript } from '@codemirror/lang-javascript';
import { basicSetup, EditorView } from 'codemirror';

/** An editor of a program in `parent`, which may be in a shadow tree. Its text comes from the function returned. */
export function openEditor(parent: HTMLElement, source: string, label: string): () => string {
  const look = EditorView.theme({
    '&': { background: 'var(--paper)', color: 'var(--ink)', fontSize: '0.875rem' },
    '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--ink)' },
    '.cm-gutters': { background: 'var(--raised)', color: 'var(--quiet)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { background: 'transparent' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  });
  const view = new EditorView({
    doc: source,
    parent,
    root: parent.getRootNode() as ShadowRoot,
    extensions: [
      basicSetup,
      javascript({ typescript: true }),
      look,
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ],
  });
  view.focus();
  return () => view.state.doc.toString();
}
