import { describe, expect, it } from 'vitest';
import { imageFolder } from './imageFolder';
import { fixture } from './testing/fixtures';

const paths = ['photos/cats/a.png', 'photos/cats/b.png', 'photos/dogs/c.png', 'photos/.DS_Store'];

/** As `<input type="file" webkitdirectory>` gives them. */
async function chosen(): Promise<File[]> {
  const bytes = (await fixture('color.png')) as Uint8Array<ArrayBuffer>;
  return paths.map((path) => {
    const file = new File([bytes], path.slice(path.lastIndexOf('/') + 1));
    Object.defineProperty(file, 'webkitRelativePath', { value: path });
    return file;
  });
}

describe('imageFolder in a page', () => {
  it('takes the files of a chosen folder', async () => {
    const folder = await imageFolder(await chosen(), { imageSize: [4, 4], shuffle: false });
    expect(folder.classNames).toEqual(['cats', 'dogs']);
    expect(folder.files).toEqual(['cats/a.png', 'cats/b.png', 'dogs/c.png']);
    const examples = await folder.toArray();
    expect(examples.map(({ x, y }) => `${x.shape} ${y}`)).toEqual(['4,4,3 0', '4,4,3 0', '4,4,3 1']);
  });

  it('takes a directory handle', async () => {
    const origin = await navigator.storage.getDirectory();
    const root = await origin.getDirectoryHandle('photos', { create: true });
    for (const file of (await chosen()).slice(0, 3)) {
      const [, className, name] = file.webkitRelativePath.split('/');
      const folder = await root.getDirectoryHandle(className, { create: true });
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(file);
      await stream.close();
    }
    const folder = await imageFolder(root, { shuffle: false });
    expect(folder.files).toEqual(['cats/a.png', 'cats/b.png', 'dogs/c.png']);
    expect((await folder.toArray())[2].x.shape).toEqual([36, 48, 3]);
    await origin.removeEntry('photos', { recursive: true });
  });

  it('says that a page has no paths', async () => {
    await expect(imageFolder('photos')).rejects.toThrow("a page cannot list 'photos'; give it the files of <input");
  });
});
