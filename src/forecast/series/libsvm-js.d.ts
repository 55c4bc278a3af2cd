/** What is used here of libsvm's JavaScript build; the package has no types of its own. */
declare module 'libsvm-js/asm' {
  class SVM {
    static readonly SVM_TYPES: { readonly EPSILON_SVR: string };
    static readonly KERNEL_TYPES: { readonly RBF: string };
    constructor(options: {
      type: string;
      kernel: string;
      cost: number;
      gamma: number;
      epsilon: number;
      quiet: boolean;
    });
    train(samples: readonly (readonly number[])[], targets: readonly number[]): void;
    predictOne(sample: readonly number[]): number;
    /** Its memory is not collected: without this it stays. */
    free(): void;
  }
  export = SVM;
}
