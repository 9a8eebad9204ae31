declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs" {
  interface JpegDecoder {
    /** Room for this many bytes of the stream. */
    getEncodedBuffer(byteCount: number): Uint8Array;
    decode(): void;
    /** Interleaved samples, inside the codec's memory. */
    getDecodedBuffer(): Uint8Array;
    getFrameInfo(): { width: number; height: number; componentCount: number };
    delete(): void;
  }
  export interface JpegCodec {
    JPEGDecoder: new () => JpegDecoder;
  }
  export default function load(options?: object): Promise<JpegCodec>;
}
