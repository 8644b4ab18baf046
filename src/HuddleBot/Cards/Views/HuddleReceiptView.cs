using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Views;

/// <summary>What came of a huddle: who was there, what was decided, who does what by when, and what those wrote who could not be there.</summary>
internal sealed record HuddleReceiptView([property: OurWords] string Title, IReadOnlyList<PartView> Parts) : CardView
{
    public static HuddleReceiptView From(CardContent.HuddleReceipt receipt, CardWriter write)
    {
        var title = write.Say(Phrases.Receipts.Title, write.Moment(receipt.Huddle.StartsAt, receipt.Team));
        var parts = PartsOf(receipt, write).ToList();
        return new(title, parts) { Summary = write.Say(Phrases.Lines.Sentence, title, write.Standing(receipt.Huddle, receipt.Items, receipt.Team)) };
    }

    private static IEnumerable<PartView> PartsOf(CardContent.HuddleReceipt receipt, CardWriter write)
    {
        var (huddle, team) = (receipt.Huddle, receipt.Team);
        var decided = HuddleWords.DecidedIn(receipt.Items);
        yield return huddle.Phase == HuddlePhase.Missed ? new(write.Say(Phrases.Huddles.Missed), []) : There(huddle, write);
        var promises = decided.Where(item => PromiseWords.IsPromise(item.Issue.State)).Select(item => new PartLineView(write.Promise(item, team, huddle.Id.Date))).ToList();
        var others = decided.Where(item => !PromiseWords.IsPromise(item.Issue.State))
            .Select(item => new PartLineView(write.Say(Phrases.Parts.Both, write.QuotedLine(item, write.Room.Of(CardLengths.Agenda)), write.StateLine(item.Issue.State, team)))).ToList();
        if (others.Count > 0) yield return Part(Phrases.Receipts.Decided, others, write);
        if (promises.Count > 0) yield return Part(Phrases.Receipts.Promises, promises, write);
        if (decided.Count == 0 && huddle.Phase != HuddlePhase.Missed) yield return Part(Phrases.Receipts.Decided, [new(write.Say(Phrases.Huddles.NothingDecided))], write);
        if (huddle.Answers.Count > 0) yield return Part(Phrases.Receipts.Answers, [.. InOrder(huddle).Select(answer => Answer(answer, write))], write);
    }

    /// <summary>The answers of those who were not there are what the others have not heard: they come before the talk of those who were, each in the order of writing.</summary>
    private static IEnumerable<HuddleAnswer> InOrder(Huddle huddle)
    {
        var present = huddle.Present.Select(person => person.Id).ToHashSet();
        return huddle.Answers.OrderBy(answer => present.Contains(answer.By.Id));
    }

    private static PartView There(Huddle huddle, CardWriter write)
    {
        // Who led stands first, and is not named twice.
        var people = huddle.Lead is { } lead && huddle.Present.Any(person => person.Id == lead.Id) ? huddle.Present.Where(person => person.Id != lead.Id).ToList() : [.. huddle.Present];
        var led = people.Count < huddle.Present.Count ? write.Say(Phrases.Receipts.Led, CardWriter.ShortName(huddle.Lead!)) : null;
        var names = string.Join(", ", new[] { led, write.Names(people) }.OfType<string>());
        PartLineView there = new(names.Length > 0 ? names : write.Say(Phrases.Huddles.NobodyThere));
        return new(write.Say(Phrases.Receipts.There), write.Names(huddle.Away) is { } away ? [there, new(write.Say(Phrases.Huddles.Away, away))] : [there]);
    }

    private static PartView Part(Phrase heading, IReadOnlyList<PartLineView> lines, CardWriter write)
    {
        var room = write.Room.Items(CardLengths.ReceiptItems);
        return PartView.Of(
            write.Say(heading),
            lines.Count <= room ? lines : [.. lines.Take(room), new(write.Say(Phrases.Lists.NotShown, (lines.Count - room).ToString(CultureInfo.InvariantCulture)))],
            write);
    }

    private static PartLineView Answer(HuddleAnswer answer, CardWriter write)
    {
        var words = DisplayText.Line(answer.Text, write.Room.Of(CardLengths.HuddleAnswer));
        Phrase? marks = (answer.IsLate, answer.IsEdited) switch
        {
            (true, true) => Phrases.Receipts.LateAndEdited,
            (true, false) => Phrases.Receipts.Late,
            (false, true) => Phrases.Receipts.Edited,
            _ => null,
        };
        return new(
            marks is null ? write.Say(Phrases.Receipts.Answer, CardWriter.ShortName(answer.By), words) : write.Say(Phrases.Receipts.AnswerMarked, CardWriter.ShortName(answer.By), write.Say(marks), words));
    }
}
