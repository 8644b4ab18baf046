using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>A whole huddle, with what went before and what came after; the process ends at every write of it in turn, and starts again.</summary>
public sealed class HuddleCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_stops_nothing_is_lost_and_nothing_is_there_twice(bool isDoneAllTheSame)
    {
        var (undisturbed, writes) = await RunAsync(0, isDoneAllTheSame);
        Assert.Equal(9, undisturbed.Count);
        Assert.InRange(writes, 40, 200);
        for (var failing = 1; failing <= writes; failing++)
        {
            var (disturbed, _) = await RunAsync(failing, isDoneAllTheSame);
            Assert.True(undisturbed.SequenceEqual(disturbed), $"write {failing}:\n{string.Join('\n', undisturbed.Except(disturbed))}\nbecame\n{string.Join('\n', disturbed.Except(undisturbed))}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_stops_a_card_that_was_deleted_comes_back_once(bool isDoneAllTheSame)
    {
        for (var failing = 1; failing <= 5; failing++)
        {
            FaultyStore? store = null;
            using var scene = new HuddleScene(inner => store = new(inner) { IsDoneAllTheSame = isDoneAllTheSame, Failure = new OperationCanceledException("the process ends here") });
            await scene.TickAsync("2026-11-23T08:00Z");
            await scene.TickAsync("2026-11-23T09:05Z");
            scene.Chat.Deleted.Add(scene.OfHuddle("huddle")[0].Id);
            await scene.Desk.DoAsync(On("2026-11-23"), Ana, "start", new HuddleCommand.Start(), CancellationToken.None);
            await scene.Desk.DoAsync(On("2026-11-23"), Ben, "join", new HuddleCommand.Join(), CancellationToken.None);
            store!.FailingWrite = store.Writes + failing;
            await Assert.ThrowsAsync<OperationCanceledException>(() => scene.Delivery.DrainAsync(scene.Team, CancellationToken.None));

            scene.Restart();
            await scene.Delivery.DrainAsync(scene.Team, CancellationToken.None);
            Assert.Contains("present=Ana+Ben ", Assert.Single(scene.OfHuddle("huddle")).Shows, StringComparison.Ordinal);
            Assert.Empty(scene.Parked);
        }
    }

    private static async Task<(List<string> Shown, int Writes)> RunAsync(int failing, bool isDoneAllTheSame)
    {
        FaultyStore? store = null;
        using var scene = new HuddleScene(inner => store = new(inner) { FailingWrite = failing, IsDoneAllTheSame = isDoneAllTheSame, Failure = new OperationCanceledException("the process ends here") });
        var bell = IssueId.Raised(scene.Team.Id, "raise/The bell is broken");
        scene.Agenda = Agenda.Empty with { Comments = [new(bell, [], 0)] };
        (string At, Func<Task> Do)[] steps =
        [
            ("2026-11-23T08:00Z", () => scene.RaiseAsync("The bell is broken")),
            ("2026-11-23T09:04Z", NothingAsync),
            ("2026-11-23T09:05Z", () => DoAsync(Cal, new HuddleCommand.GoAway(), "away")),
            ("2026-11-23T09:18Z", NothingAsync),
            ("2026-11-23T09:19Z", () => DoAsync(Ana, new HuddleCommand.Start(), "start")),
            ("2026-11-23T09:20Z", () => scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", null), "decide")),
            ("2026-11-23T09:21Z", () => scene.Desk.PromiseAsync(On("2026-11-23"), Ana, "promise", new(Ben, "Put up a sign", null), CancellationToken.None)),
            ("2026-11-23T09:22Z", () => scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Ben, "w1", "I fixed the lamp")),
            ("2026-11-23T09:29Z", NothingAsync),
            ("2026-11-23T09:59Z", NothingAsync),
            ("2026-11-23T12:45Z", NothingAsync),
            ("2026-11-23T13:15Z", NothingAsync),
            ("2026-11-25T12:00Z", NothingAsync),
        ];
        foreach (var (at, act) in steps)
        {
            await UntilDoneAsync(() => scene.TickAsync(at));
            await UntilDoneAsync(act);
            await UntilDoneAsync(() => scene.TickAsync(at));
        }

        Assert.Empty(scene.Parked);
        Assert.Empty(await scene.Store.QueryAsync("team-front-desk", TeamRows.Outbox, null, CancellationToken.None).ToListAsync());
        return ([.. scene.Chat.Messages.Select(message => $"{message.Key} in {message.Channel}{(message.Thread is null ? "" : "'s thread")}: {message.Shows}").Order(StringComparer.Ordinal)], store!.Writes);

        static Task NothingAsync() => Task.CompletedTask;

        async Task DoAsync(Actor actor, HuddleCommand command, string operation) =>
            Assert.IsNotType<HuddleReply.Refused>(await scene.DoAsync("2026-11-23", actor, command, operation));

        async Task UntilDoneAsync(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (OperationCanceledException)
            {
                scene.Restart();
                await act();
            }
        }
    }
}
