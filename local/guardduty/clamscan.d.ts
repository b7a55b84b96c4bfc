declare module 'clamscan' {
  interface Found {
    readonly isInfected: boolean | null;
    readonly viruses: readonly string[];
  }
  export default class NodeClam {
    init(options: object): Promise<NodeClam>;
    getVersion(): Promise<string>;
    isInfected(path: string): Promise<Found>;
  }
}
