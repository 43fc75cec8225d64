/** Questions to the sample library, each with the notes that must be cited and the reason. */

export interface Expectation {
  readonly question: string
  /** Slugs of notes; all of them must be among the sources. */
  readonly cites: readonly string[]
  /** The slug of the note that must lead, where only one will do. */
  readonly leads?: string
  readonly because: string
}

export const ANSWERED: readonly Expectation[] = [
  {
    question: 'rlvr ceiling',
    leads: 'pass-at-k-crossover',
    cites: ['pass-at-k-crossover', 'prolonged-rl-new-strategies'],
    because: 'it is an alias of the crossover note, and prolonged RL is its main dissent',
  },
  {
    question: 'what is ProRL?',
    leads: 'prolonged-rl-new-strategies',
    cites: ['prolonged-rl-new-strategies'],
    because: 'ProRL is an alias, and the note describes the recipe',
  },
  {
    question: 'prorl',
    leads: 'prolonged-rl-new-strategies',
    cites: ['prolonged-rl-new-strategies', 'pass-at-k-crossover'],
    because: 'case does not matter, and what it challenges belongs beside it',
  },
  {
    question: 'do random rewards work for Llama?',
    leads: 'spurious-rewards-model-dependent',
    cites: ['spurious-rewards-model-dependent'],
    because: 'the note is about noise rewards on Qwen, Llama and OLMo',
  },
  {
    question: 'how much of the parameters does RL update?',
    cites: ['sparse-updates-wrong-path-pruning'],
    because: 'the figure of 5 to 30 per cent is its own',
  },
  {
    question: 'can one training example be enough?',
    leads: 'one-example-rlvr',
    cites: ['one-example-rlvr'],
    because: 'the note is about training on one problem',
  },
  {
    question: 'one-shot RL',
    leads: 'one-example-rlvr',
    cites: ['one-example-rlvr'],
    because: 'it is an alias',
  },
  {
    question: '1 shot rlvr',
    leads: 'one-example-rlvr',
    cites: ['one-example-rlvr'],
    because: 'the alias 1-shot rlvr, typed without its hyphen',
  },
  {
    question: 'is MATH-500 leaked?',
    leads: 'activation-versus-contamination',
    cites: ['activation-versus-contamination'],
    because: 'the leak test on MATH-500 is described there',
  },
  {
    question: 'math500 contamination in qwen',
    leads: 'activation-versus-contamination',
    cites: ['activation-versus-contamination'],
    because: 'the joined spelling of MATH-500 means the same',
  },
  {
    question: 'does RL hurt calibration?',
    cites: ['binary-reward-overconfidence'],
    because: 'calibration is lost under right-or-wrong rewards',
  },
  {
    question: 'can confidence replace the verifier?',
    cites: ['self-confidence-as-reward'],
    because: 'own certainty as the grader is the subject of the note',
  },
  {
    question: 'reinforcement learning during pretraining',
    cites: ['thinking-rewarded-in-pretraining', 'next-token-as-verifiable-reward'],
    because: 'two notes move RL into pretraining, by different rewards',
  },
  {
    question: 'GRPO-RoC',
    leads: 'resample-on-correct',
    cites: ['resample-on-correct'],
    because: 'the method of the note',
  },
  {
    question: 'theory of mind in small models',
    leads: 'theory-of-mind-shortcuts',
    cites: ['theory-of-mind-shortcuts'],
    because: 'the note is about belief tracking by model size',
  },
  {
    question: 'why does entropy collapse?',
    leads: 'entropy-collapse-ceiling',
    cites: ['entropy-collapse-ceiling'],
    because: 'the driver is explained there',
  },
  {
    question: 'can RL learning curves be predicted?',
    leads: 'sigmoid-rl-scaling',
    cites: ['sigmoid-rl-scaling'],
    because: 'the sigmoid fits and their forecasts',
  },
  {
    question: 'steering vectors instead of RL',
    leads: 'rl-schedules-reasoning',
    cites: ['rl-schedules-reasoning'],
    because: 'steering a base model is its experiment',
  },
  {
    question: 'does SFT hurt medical reasoning?',
    leads: 'rl-prunes-wrong-knowledge',
    cites: ['rl-prunes-wrong-knowledge'],
    because: 'SFT raises accuracy there and lowers the gain in information',
  },
  {
    question: 'majority voting or best-of-n?',
    leads: 'inference-budget-gap',
    cites: ['inference-budget-gap'],
    because: 'both ways of spending samples are compared there',
  },
  {
    question: 'can a model improve itself without outside feedback?',
    leads: 'self-improvement-needs-anchor',
    cites: ['self-improvement-needs-anchor'],
    because: 'the three walls of self-improvement',
  },
  {
    question: 'are RL-trained proofs valid?',
    leads: 'coherent-but-invalid-proofs',
    cites: ['coherent-but-invalid-proofs'],
    because: 'coherence of steps against validity of the whole',
  },
  {
    question: 'monte carlo tree search inside the chain of thought',
    leads: 'internalised-search',
    cites: ['internalised-search'],
    because: 'search traces written out and trained in',
  },
  {
    question: 'rewarding exploration tags in ALFWorld agents',
    leads: 'rewarding-meta-reasoning-steps',
    cites: ['rewarding-meta-reasoning-steps'],
    because: 'RLVMR pays tagged steps in ALFWorld',
  },
  {
    question: 'does distillation bring new reasoning patterns?',
    cites: ['pass-at-k-crossover'],
    because: 'the crossover study sets distillation apart from RLVR',
  },
  {
    question: 'when does RL go beyond the base model?',
    cites: ['headroom-and-edge-conditions'],
    because: 'headroom and data at the edge are the conditions',
  },
]

/** Questions that these notes do not answer; some borrow their words. */
export const MISSED: readonly string[] = [
  'what is the capital of France?',
  'how do I bake sourdough bread?',
  'which GPU should I rent for inference?',
  'how do I reset my Slack password?',
  'who is the CEO of OpenAI?',
  'what is the best learning rate for LoRA fine-tuning?',
  'does RLHF make models sycophantic?',
  'how long is the context window of Gemini?',
  'when was the transformer paper published?',
  'how does speculative decoding speed up generation?',
  'is quantization to 4 bits lossless?',
  'how many people live in Berlin?',
  'what is a good recipe for lentil soup?',
  'how do diffusion models generate images?',
  'which optimizer is best, AdamW or Lion?',
  'does dropout help in vision transformers?',
  'what time is the team meeting tomorrow?',
  'are state space models better than attention?',
]
