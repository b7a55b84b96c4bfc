/** structured-headers means the browser's type of this name, which Node's types lack. */
type BufferSource = ArrayBuffer | ArrayBufferView;
