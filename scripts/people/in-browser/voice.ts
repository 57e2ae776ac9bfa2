/** How somebody sounds: a pitch of their own, and when they speak. */
export interface VoiceOf {
  readonly pitchHz: number;
  /** Seconds of each round that this person speaks, and when in it they begin. */
  readonly beginsAt: number;
  readonly speaks: number;
  readonly round: number;
}

/** One after another, with pauses, and now and then two at once, as people talk. */
export const voiceOf = (place: number, people: number): VoiceOf => ({
  pitchHz: 105 + ((place * 37) % 110),
  beginsAt: place * 7,
  speaks: 5 + (place % 3) * 1.5,
  round: people * 7,
});

/** Runs in the page before its own code: the microphone is a voice that hums in syllables when it is this person's turn. */
export function hum({ pitchHz, beginsAt, speaks, round }: VoiceOf): void {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const voice = (): MediaStreamTrack[] => {
    const sound = new AudioContext();
    const source = new OscillatorNode(sound, { type: "sawtooth", frequency: pitchHz });
    const mouth = new BiquadFilterNode(sound, { type: "bandpass", frequency: pitchHz * 5, Q: 1.2 });
    const loudness = new GainNode(sound, { gain: 0 });
    const out = sound.createMediaStreamDestination();
    source.connect(mouth).connect(loudness).connect(out);
    source.start();
    // What a microphone gives while nobody speaks: next to nothing, which is not nothing.
    const room = new ConstantSourceNode(sound, { offset: 0.0001 });
    room.connect(out);
    room.start();
    setInterval(() => {
      const second = Date.now() / 1000;
      const isTurn = (second - beginsAt + round) % round < speaks;
      const target = isTurn ? 0.25 + 0.2 * Math.sin(second * 24) : 0;
      loudness.gain.setTargetAtTime(target, sound.currentTime, 0.03);
      mouth.frequency.setTargetAtTime(pitchHz * (4 + 2 * Math.sin(second * 9)), sound.currentTime, 0.05);
    }, 60);
    return out.stream.getAudioTracks();
  };
  devices.getUserMedia = async (constraints) => {
    const { audio, video } = constraints ?? {};
    const tracks = video ? (await open({ video })).getTracks() : [];
    return new MediaStream([...tracks, ...(audio ? voice() : [])]);
  };
}
