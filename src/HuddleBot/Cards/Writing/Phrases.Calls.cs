namespace HuddleBot.Cards.Writing;

/// <summary>Those of the call to a customer.</summary>
internal static partial class Phrases
{
    public static class Calls
    {
        public static readonly Phrase Unclaimed = new("call.unclaimed", "when");
        public static readonly Phrase UnclaimedPast = new("call.unclaimedPast", "when");
        public static readonly Phrase Claimed = new("call.claimed", "who", "when");
        public static readonly Phrase ClaimedPast = new("call.claimedPast", "who", "when");
        public static readonly Phrase LeftWord = new("call.leftWord", "who", "when");
        public static readonly Phrase LeftWordPast = new("call.leftWordPast", "who", "when");
        public static readonly Phrase Since = new("call.since", "when");
        public static readonly Phrase AgainOnce = new("call.againOnce", "when");
        public static readonly Phrase AgainOften = new("call.againOften", "count", "when");
        public static readonly Phrase Reached = new("call.reached", "who");
        public static readonly Phrase Refused = new("call.refused", "who");
        public static readonly Phrase WrongNumber = new("call.wrongNumber", "who");
        public static readonly Phrase Withdrawn = new("call.withdrawn");
        public static readonly Phrase Promised = new("call.promised", "who", "date");
        public static readonly Phrase What = new("call.what", "what");
        public static readonly Phrase Kept = new("call.kept", "what");
        public static readonly Phrase HuddleLine = new("call.huddleLine", "who", "what", "date");
        public static readonly Phrase ListPromise = new("call.listPromise", "date", "words", "what");
        public static readonly Phrase ListCall = new("call.listCall", "date", "words");
        public static readonly Phrase HalfTime = new("call.halfTime");
        public static readonly Phrase IsDue = new("call.isDue");
        public static readonly Phrase NobodyCalled = new("call.nobodyCalled");
        public static readonly Phrase NobodyWorks = new("call.nobodyWorks");
        public static readonly Phrase PromiseIsDue = new("call.promiseIsDue");
        public static readonly Phrase PromiseNext = new("call.promiseNext");
        public static readonly Phrase PromiseSoon = new("call.promiseSoon");
        public static readonly Phrase PromiseBroken = new("call.promiseBroken");
        public static readonly Phrase Over = new("call.over");
        public static readonly Phrase ForTeam = new("call.forTeam", "team");
        public static readonly Phrase ContactName = new("call.contactName");
        public static readonly Phrase ContactPhone = new("call.contactPhone");
        public static readonly Phrase ContactEmail = new("call.contactEmail");
        public static readonly Phrase ContactUntil = new("call.contactUntil", "time");
        public static readonly Phrase WroteAgain = new("call.wroteAgain");
        public static readonly Phrase OutcomeReached = new("call.outcome.reached");
        public static readonly Phrase OutcomeLeftWord = new("call.outcome.leftWord");
        public static readonly Phrase OutcomeRefused = new("call.outcome.refused");
        public static readonly Phrase OutcomeWrongNumber = new("call.outcome.wrongNumber");
        public static readonly Phrase ButtonClaim = new("call.button.claim");
        public static readonly Phrase ButtonContact = new("call.button.contact");
        public static readonly Phrase ButtonDone = new("call.button.done");
        public static readonly Phrase ButtonRelease = new("call.button.release");
        public static readonly Phrase ButtonTake = new("call.button.take");
        public static readonly Phrase ButtonKept = new("call.button.kept");
        public static readonly Phrase ButtonMove = new("call.button.move");
        public static readonly Phrase OwnedBy = new("call.ownedBy", "who");
        public static readonly Phrase ClaimFirst = new("call.claimFirst");
        public static readonly Phrase OnlyInYourChat = new("call.onlyInYourChat");
        public static readonly Phrase ContactIsGone = new("call.contactIsGone");
    }
}
