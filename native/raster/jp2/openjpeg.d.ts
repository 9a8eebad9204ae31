/** What is used of a library that has no types of its own. */
declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  export interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
  }

  export interface J2KDecoder {
    getEncodedBuffer(byteLength: number): Uint8Array;
    getDecodedBuffer(): Uint8Array;
    decodeSubResolution(level: number, layer: number): void;
    getFrameInfo(): FrameInfo;
    delete(): void;
  }

  export interface OpenJpeg {
    readonly J2KDecoder: new () => J2KDecoder;
  }

  export default function load(options: {
    print(line: string): void;
    printErr(line: string): void;
  }): Promise<OpenJpeg>;
}
