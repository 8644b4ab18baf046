using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>What is written, changed and deleted in a thread arrives late, twice and in any order; what stands in the end is the same.</summary>
public sealed class HeardInAnyOrderTests
{
    [Fact]
    public void Whatever_the_order_and_however_often_the_newest_words_count() =>
        Prop.ForAll(Threads(), thread =>
        {
            var inOrder = Hear(thread.Events);
            var shuffled = Hear(thread.Shuffled);
            return Said(inOrder).SequenceEqual(Said(shuffled)) && Said(inOrder).SequenceEqual(Expected(thread.Events));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_edit_that_comes_before_its_message_wins()
    {
        var edited = new Heard("m1", "New", 1, 5);
        var original = new Heard("m1", "Old", 1, null);
        Assert.Equal(Said(Hear([original, edited])), Said(Hear([edited, original])));
        Assert.Equal("New", Hear([edited, original]).Answers[0].Text);
    }

    [Fact]
    public void A_message_that_was_deleted_stays_deleted_when_it_arrives_afterwards() => Assert.Empty(Hear([new("m1", null, 1, 5), new("m1", "Old", 1, null), new("m1", "Newer", 1, 3)]).Answers);

    private static Huddle Hear(IEnumerable<Heard> events) => events.Aggregate(GivenHuddle.Announced(), (huddle, heard) =>
    {
        // Each arrives at some later moment, of which nothing may depend.
        HuddleCommand command = heard.Text is null
            ? new HuddleCommand.RemoveAnswer(heard.Message) { RemovedAt = At(heard.ChangedAt) }
            : new HuddleCommand.Answer(heard.Message, heard.Text) { WrittenAt = At(heard.WrittenAt), EditedAt = heard.ChangedAt is { } edited ? At(edited) : null };
        return HuddleDecider.Decide(huddle, command, Ana, Now + Duration.FromHours(huddle.Version), null) is HuddleDecision.Accepted accepted ? HuddleHistory.Apply(huddle, accepted.Event) : huddle;
    });

    private static IEnumerable<(string, string, Instant, bool, bool, Instant?)> Said(Huddle huddle) =>
        huddle.Answers.Select(answer => (answer.MessageId, answer.Text, answer.At, answer.IsLate, answer.IsEdited, answer.EditedAt));

    /// <summary>Said once more in other words: of each message its latest version, unless that is its deletion.</summary>
    private static IEnumerable<(string, string, Instant, bool, bool, Instant?)> Expected(IEnumerable<Heard> events) =>
        from heard in events
        group heard by heard.Message into message
        let last = message.MaxBy(one => one.ChangedAt ?? -1)!
        where last.Text is not null
        let written = At(last.WrittenAt)
        orderby written, last.Message
        select (last.Message, last.Text, written, written > GivenHuddle.Announced().AnswersUntil, last.ChangedAt is not null, last.ChangedAt is { } edited ? At(edited) : (Instant?)null);

    private static Instant At(int? hours) => Now + Duration.FromHours(hours ?? 0);

    /// <summary>Some messages, each with some edits and perhaps a deletion at last; some events twice.</summary>
    private static Arbitrary<Thread> Threads()
    {
        var message =
            from number in Gen.Choose(1, 9)
            from edits in Gen.Choose(0, 3)
            from isDeleted in Gen.Elements(true, false)
            select Enumerable.Range(0, edits + 1).Select(edit => new Heard($"m{number}", $"words {number} {edit}", number, edit == 0 ? null : 10 + edit))
                .Concat(isDeleted ? [new($"m{number}", null, number, 20)] : []);
        var threads =
            from messages in Gen.ListOf(message)
            let events = messages.SelectMany(one => one).DistinctBy(one => (one.Message, one.ChangedAt)).ToList()
            let consistent = events.GroupBy(one => one.Message).SelectMany(one => one).ToList()
            from twice in Gen.SubListOf<Heard>(consistent)
            from shuffled in Gen.Shuffle<Heard>(consistent.Concat(twice))
            select new Thread(consistent, [.. shuffled]);
        return threads.ToArbitrary();
    }

    private sealed record Heard(string Message, string? Text, int WrittenAt, int? ChangedAt);

    private sealed record Thread(IReadOnlyList<Heard> Events, IReadOnlyList<Heard> Shuffled);
}
