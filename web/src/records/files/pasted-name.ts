/** A picture from the clipboard is called "image.png" by every browser; the time tells them apart. */
export function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const time = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return new File([file], file.name.replace('image', `image ${time}`), { type: file.type });
}
