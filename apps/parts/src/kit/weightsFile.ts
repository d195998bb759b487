import { html, type TemplateResult } from 'lit';

/** Asks for a file of weights that does not come with the page, to be chosen or dropped. */
export function weightsFile(
  texts: { readonly needsFile: string; readonly chooseFile: string },
  onBytes: (bytes: ArrayBuffer) => void,
): TemplateResult {
  const take = async (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onBytes(await file.arrayBuffer());
  };
  return html`<div
    style="display: grid; gap: 0.5rem; padding: 0.75rem; border: 1px dashed var(--line); border-radius: 8px"
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      void take(event.dataTransfer?.files);
    }}
  >
    <p>${texts.needsFile}</p>
    <label class="control">${texts.chooseFile}
      <input
        type="file"
        accept=".safetensors"
        class="weights"
        @change=${({ target }: Event & { target: HTMLInputElement }) => void take(target.files)}
      />
    </label>
  </div>`;
}
