using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>
/// Posts, sends and brings the news for all teams while it holds the lease: when a bell rings, when something put off is due, and for every team once a minute in case a
/// bell was lost (a crash between commit and bell).
/// </summary>
internal sealed partial class Dispatcher(
    Doorbell doorbell, DispatchLease lease, ITeamDirectory directory, PostingDesk posting, TeamDelivery delivery, NewsDesk news, IFeedbackIntake intake,
    IEnumerable<IWhileDispatching> companions, OutboxGauges gauges, ClosedPlaces closed, UnhurriedWork unhurried, StorageOutage outage, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Dispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan ListenEvery = TimeSpan.FromSeconds(1);

    /// <summary>Every team is looked at in so many steps, one after each <see cref="ListenEvery"/>: thousands at the same moment would keep a click waiting.</summary>
    private const int StepsOfSweep = 60;

    /// <summary>After a start, so many each <see cref="StartStep"/>: with more, a click and the renewal of the lease would have to wait.</summary>
    private const int TeamsAtOnce = 25;

    private static readonly TimeSpan StartStep = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RouteAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BreathOfSending = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BreathOfTelling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<TeamId, TeamLoop> loops = new();

    /// <summary>Loops of their own: who reads the news keeps no message waiting, however long they take.</summary>
    private readonly ConcurrentDictionary<TeamId, TeamLoop> tellings = new();

    /// <summary>What is on its way when nothing new begins has so long to be answered: less than the lease still lasts.</summary>
    private static readonly TimeSpan ForAnswers = TimeSpan.FromSeconds(3);

    private readonly IWhileDispatching[] companions = [.. companions];

    private Instant Now => time.GetCurrentInstant();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the first word of it, not when the web server has answered its last request: others wait for the lease.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await HoldAndDispatchAsync(stopping.Token);

        // Disposed without being stopped: there is no storage any more.
        if (!lifetime.ApplicationStopping.IsCancellationRequested) return;
        try
        {
            await lease.ReleaseAsync(CancellationToken.None);
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
        }
    }

    private async Task HoldAndDispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var holds = await lease.TryHoldAsync(stoppingToken);
                outage.Over();
                if (holds) await DispatchAsync(stoppingToken);
                await Task.Delay(DispatchLease.Look, time, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, e);
                await Task.Delay(AfterTrouble, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Until the lease is lost or the bot stops: then nothing new begins, and what is on its way is finished.</summary>
    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var givenUp = new CancellationTokenSource();
        LogDispatching(logger);
        new Sending(lease.Turn, held.Token, givenUp.Token).Enter();
        doorbell.IsDispatching = true;
        Task[] tasks = [RenewAsync(held.Token), ListenAsync(held.Token), HearAsync(held.Token), RouteAsync(held.Token), .. companions.Select(companion => companion.RunAsync(held.Token))];
        try
        {
            await Task.WhenAny(tasks).Unwrap();
        }
        finally
        {
            doorbell.IsDispatching = false;
            await held.CancelAsync();
            var isGone = stoppingToken.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
            using var patience = new CancellationTokenSource(isGone ? TimeSpan.Zero : ForAnswers, time);
            await using var over = patience.Token.Register(givenUp.Cancel);

            // Nobody starts another loop after this, so that none is left over for the next time.
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(loops.Values.Concat(tellings.Values).Select(loop => loop.EndAsync()));
            loops.Clear();
            tellings.Clear();
            gauges.Forget();
            closed.Forget();
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        do await Task.Delay(DispatchLease.Renewal, time, cancellationToken);
        while (await StillHoldsAsync(cancellationToken));
        LogLost(logger);
    }

    /// <summary>A storage that takes longer than the lease lasts has given it to another by then.</summary>
    private async Task<bool> StillHoldsAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(DispatchLease.Expiry - (2 * DispatchLease.Renewal), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await lease.TryHoldAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // At first without waiting for its step: what was left over goes soon.
        foreach (var some in (await directory.CurrentAsync(cancellationToken)).Senders.Chunk(TeamsAtOnce))
        {
            foreach (var team in some) Wake(team.Id, cancellationToken);

            // Thousands of teams take their time: who rings meanwhile is not kept waiting.
            await doorbell.ListenAsync(cancellationToken);
            if (some.Length == TeamsAtOnce) await Task.Delay(StartStep, time, cancellationToken);
        }

        for (var step = 0; ; step = (step + 1) % StepsOfSweep)
        {
            FrontlineTeam[] teams = [.. (await directory.CurrentAsync(cancellationToken)).Senders];
            for (var i = step; i < teams.Length; i += StepsOfSweep) Wake(teams[i].Id, cancellationToken);
            await doorbell.ListenAsync(cancellationToken);
            await Task.Delay(ListenEvery, time, cancellationToken);
        }
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        await foreach (var team in doorbell.Rung.ReadAllAsync(cancellationToken))
        {
            Wake(team, cancellationToken);
            foreach (var companion in companions) await companion.HearAsync(team, cancellationToken);
        }
    }

    /// <summary>
    /// Whoever applies teams routes what was waiting; but a response can come in at that very moment, still by the old teams, or the applying process can be stopped.
    /// So it is routed once more when every process has seen the new teams, and after every start.
    /// </summary>
    private async Task RouteAsync(CancellationToken cancellationToken)
    {
        string? routed = null;
        while (true)
        {
            await Task.Delay(RouteAfter, time, cancellationToken);
            var version = (await directory.CurrentAsync(cancellationToken)).Version;
            if (version == routed) continue;
            await Task.Delay(RouteAfter, time, cancellationToken);
            await intake.RouteWaitingAsync(PostChoice.Fresh, cancellationToken);
            routed = version;
        }
    }

    private void Wake(TeamId team, CancellationToken cancellationToken)
    {
        loops.GetOrAdd(team, id => new(unhurried, time, BreathOfSending, (rung, token) => WorkAsync(id, known => PostAndSendAsync(known, rung, token), token), cancellationToken)).Wake();
        tellings.GetOrAdd(team, id => new(unhurried, time, BreathOfTelling, (_, token) => WorkAsync(id, known => news.DrainAsync(known, token), token), cancellationToken)).Wake();
    }

    /// <summary>All that one team has to post and to send now. Returns when to look again.</summary>
    private async Task<Instant?> PostAndSendAsync(FrontlineTeam team, Task rung, CancellationToken cancellationToken)
    {
        var nextPost = await posting.PostWaitingAsync(team, cancellationToken);
        var nextSend = await delivery.DrainAsync(team, rung, cancellationToken);
        return nextPost is { } post && nextSend is { } send ? Instant.Min(post, send) : nextPost ?? nextSend;
    }

    private async Task<Instant?> WorkAsync(TeamId id, Func<FrontlineTeam, Task<Instant?>> work, CancellationToken cancellationToken)
    {
        try
        {
            if ((await directory.CurrentAsync(cancellationToken)).Find(id) is not { } team) return null;
            var next = await work(team);
            outage.Over();
            return next;
        }
        catch (NotSentException)
        {
            // After a freeze, until the lease is looked at again; or at the end.
            await lease.Turn.ComesAsync(cancellationToken);
            return Now;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with one team's rows or with the storage: the others go on, and this one is tried again.
            if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
            else LogTeamTrouble(logger, id.Value, e);
            return Now + Duration.FromTimeSpan(AfterTrouble);
        }
    }

    [LoggerMessage(LogLevel.Information, "This process dispatches")]
    private static partial void LogDispatching(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Another process dispatches now")]
    private static partial void LogLost(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Dispatching was interrupted; nothing is lost, trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The messages or the news of team {Team} could not be worked on; trying again")]
    private static partial void LogTeamTrouble(ILogger logger, string team, Exception exception);
}
