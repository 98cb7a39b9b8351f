/** The days that the sample log tells of, and how many contacts it knows. */
const days = 60;
const contacts = 200;
const rowsOfSample = 2000;

/**
 * A log for the worked example, made up and always the same: what a mailer's export may look like, with a row that no
 * replay can use, as exports have them.
 */
export function sampleLog(): File {
  const random = mixed(20260302);
  const times = Array.from({ length: rowsOfSample }, () => random(days * 86_400)).sort((a, b) => a - b);
  const start = Date.UTC(2026, 2, 2, 9);
  const lines = times.map((time, index) => {
    const at = `${new Date(start + time * 1000).toISOString().slice(0, 19)}Z`;
    const number = Math.min(random(contacts), random(contacts)) + 1;
    const who = number <= 3 ? ['ana', 'ben', 'chloe'][number - 1] : `contact-${number}`;
    const isOpened = random(10) < 6;
    const email = random(3) === 0 ? 'newsletter-march' : 'spring-offer';
    const link = random(3) === 0 ? 'faq' : 'pricing';
    if (index === 17) return `${at},${who},Email Opend,${email},`;
    return isOpened ? `${at},${who},Email Opened,${email},` : `${at},${who},Trigger Link Clicked,,${link}`;
  });
  const text = `Timestamp,Contact ID,Event,Campaign,Link\n${lines.join('\n')}\n`;
  return new File([text], 'sample-log.csv', { type: 'text/csv' });
}

/** Numbers below a limit, in an order that is always the same. */
function mixed(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
