/** Three notes on demand: a sound that one can recognise, never one that comes by itself. */
export async function playTone(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const notes = [523.25, 659.25, 783.99];
  const lastsSeconds = 0.35;
  notes.forEach((frequency, index) => {
    const at = context.currentTime + index * lastsSeconds;
    const oscillator = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    // Soft edges: a note that begins at once clicks.
    gain.gain.linearRampToValueAtTime(0.25, at + 0.03);
    gain.gain.setValueAtTime(0.25, at + lastsSeconds - 0.08);
    gain.gain.linearRampToValueAtTime(0, at + lastsSeconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + lastsSeconds);
  });
  await new Promise((resolve) => setTimeout(resolve, notes.length * lastsSeconds * 1000 + 200));
  await context.close();
}

/** The microphone's level, 0 to 100, several times a second, until the returned function is called. */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    // −60 dB is silence, −10 dB is loud speech: a scale that moves as the ear hears.
    const decibels = 20 * Math.log10(Math.max(rms, 1e-6));
    onLevel(Math.round(Math.min(100, Math.max(0, ((decibels + 60) / 50) * 100))));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Records for so long; the recording stays in this page and is forgotten with it. */
export function recordFor(track: MediaStreamTrack, ms: number): Promise<Blob> {
  const recorder = new MediaRecorder(new MediaStream([track]));
  const pieces: Blob[] = [];
  return new Promise((resolve, reject) => {
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("stop", () => resolve(new Blob(pieces, { type: recorder.mimeType })));
    recorder.addEventListener("error", () => reject(new Error("The recording failed.")));
    recorder.start();
    setTimeout(() => recorder.stop(), ms);
  });
}
