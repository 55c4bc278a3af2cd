import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * What phone numbers are compared by: E.164 (`+14155550100`) where the text is a whole number, else its digits. `country` is for
 * numbers without a prefix.
 *
 * @returns null when the text cannot be a phone number: fewer than 3 digits or more than 15.
 */
export function phoneKey(text: string, country: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, country);
  if (number?.isPossible() === true) return number.number;
  const digits = text.replace(/\D/g, '');
  return /^[\d\s()+./x-]+$/i.test(text.trim()) && digits.length >= 3 && digits.length <= 15
    ? digits
    : null;
}
