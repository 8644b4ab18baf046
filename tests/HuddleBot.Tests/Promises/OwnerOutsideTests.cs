using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Promises.Kitchen;

namespace HuddleBot.Tests.Promises;

/// <summary>A promise can be given to somebody who is not in the team's channel. What their reminder asks of them, they may do: keep it, move it, drop it. Nothing else, and nothing of others.</summary>
public sealed class OwnerOutsideTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Kitchen kitchen = new();

    public static TheoryData<string> Keeping => ["finish", "drop", "move"];

    public Task InitializeAsync()
    {
        kitchen.Directory.Outsiders.Add(Cleo.Id);
        return kitchen.ReadyAsync();
    }

    public async Task DisposeAsync() => await kitchen.DisposeAsync();

    [Theory]
    [MemberData(nameof(Keeping))]
    public async Task The_owner_says_what_becomes_of_their_promise_and_of_no_other(string what)
    {
        var (own, others) = (await kitchen.PromiseAsync(Cleo, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"));
        IssueCommand command = what switch
        {
            "finish" => new IssueCommand.Finish(Outcome.TooEarly, null),
            "drop" => new IssueCommand.Drop("Nobody orders soup any more"),
            _ => new IssueCommand.Change(new IssueCommand.Fix(null, "A warmer pot", Day("2026-12-01")), await kitchen.VersionAsync(own)),
        };

        var refused = Assert.IsType<IssueReply.Refused>(await kitchen.Desk.DoAsync(others, Cleo, "not hers", command, None));
        Assert.IsType<Refusal.NotAMember>(refused.Refusal);
        await kitchen.DoAsync(own, command, Cleo);
    }

    [Fact]
    public async Task While_nobody_can_say_who_is_in_the_channel_the_owner_still_may()
    {
        var (own, others) = (await kitchen.PromiseAsync(Cleo, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"));
        kitchen.Directory.IsSilent = true;
        var kept = new IssueCommand.Finish(Outcome.Yes, null);

        Assert.IsType<Refusal.CannotCheck>(Assert.IsType<IssueReply.Refused>(await kitchen.Desk.DoAsync(others, Cleo, "not hers", kept, None)).Refusal);
        await kitchen.DoAsync(own, kept, Cleo);
    }

    [Fact]
    public async Task The_owner_sees_the_forms_of_their_promise_and_of_no_other()
    {
        var (own, others) = (await kitchen.PromiseAsync(Cleo, "2026-11-26"), await kitchen.PromiseAsync(Ben, "2026-11-26"));
        foreach (var (form, content) in new[] { (FormKind.Done, typeof(CardContent.DoneForm)), (FormKind.Drop, typeof(CardContent.DropForm)), (FormKind.Change, typeof(CardContent.FixForm)), (FormKind.PromiseReminder, typeof(CardContent.PromiseReminder)) })
        {
            Assert.IsType(content, Assert.IsType<LookReply.Show>(await kitchen.Desk.LookAsync(own, Cleo, form, 0, None)).Content);
            Assert.IsType<Refusal.NotAMember>(Assert.IsType<LookReply.Refused>(await kitchen.Desk.LookAsync(others, Cleo, form, 0, None)).Refusal);
        }
    }

    [Fact]
    public async Task The_owner_still_neither_undoes_nor_raises_anything()
    {
        var own = await kitchen.PromiseAsync(Cleo, "2026-11-26");

        Assert.IsType<Refusal.NotAMember>(Assert.IsType<IssueReply.Refused>(await kitchen.Desk.DoAsync(own, Cleo, "undo", new IssueCommand.Undo(null), None)).Refusal);
        Assert.IsType<Refusal.NotAMember>(Assert.IsType<IssueReply.Refused>(await kitchen.Desk.RaiseAsync(Team.Id, Cleo, "raise", "The bread is stale", None)).Refusal);
        Assert.IsType<Refusal.NotAMember>(Assert.IsType<LookReply.Refused>(await kitchen.Desk.ListAsync(Team.Id, Cleo, None)).Refusal);
    }
}
