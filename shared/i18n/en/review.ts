/** Asking that one's work be judged again: few need it, so it comes with its section. */
export const review = {
  "review.title": "Ask for a review",
  "review.text": "If you think that your work deserves better, two new people can judge it again: {competencies}. They do not know who you are nor what was given the first time. The result is kept or raised, never lowered. Reading, corrected by fixed answers, is not judged again: the file above has your points for each question.",
  "review.until": "You have until {date}. There is no fee.",
  "review.ask": "Ask for a review",
  "review.confirm": "Send my request",
  "review.once": "A review can be requested once for an exam. Choose everything that you want judged again.",
  "review.what": "To be judged again",
  "review.reason": "Your reasons",
  "review.reasonHint": "The directorate reads them. Those who judge do not see them.",
  "review.sent": "Your request was sent.",
  "review.askedOn": "You asked for a review on {date}: {competencies}.",
  "review.underWay": "It is under way. You will have an answer by {date} at the latest. The result above stands until then.",
  "review.lateTitle": "Your text judged again",
  "review.lateWhy": "Words that came late count, by a decision of {date} whose reasons are in the record of your session. Two other people judge your text with these words; the result is kept or raised, never lowered.",
  "review.RAISED": "The review is over: your result was raised.",
  "review.KEPT": "The review is over: your result is kept. The new marks are in the file above.",
};
