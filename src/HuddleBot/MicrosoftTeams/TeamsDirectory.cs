using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;
using NodaTime;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Who is in a channel and what people are called, kept so that an invoke never waits for the connector: what is not known is fetched in the background.</summary>
public sealed partial class TeamsDirectory(
    RosterReader reader, ConversationStore store, ITeamDirectory teams, IHostApplicationLifetime lifetime, StorageOutage outage, TimeProvider time, ILogger<TeamsDirectory> logger)
    : IChatDirectory
{
    private static readonly Duration Fresh = Duration.FromMinutes(5);

    /// <summary>Beyond <see cref="Fresh"/> a member counts while the roster is fetched anew, so that the first click after a quiet morning is not turned away.</summary>
    private static readonly Duration Usable = Duration.FromHours(8);

    /// <summary>Somebody who has just joined is looked for again, but not more often than this.</summary>
    private static readonly Duration StrangerFresh = Duration.FromSeconds(3);

    private static readonly Duration AfterFailure = Duration.FromMinutes(1);

    private static readonly Duration Searched = Duration.FromHours(1);

    private readonly ConcurrentDictionary<ChannelId, Roster> rosters = new();
    private readonly ConcurrentDictionary<ChannelId, Instant> failed = new();
    private readonly Dictionary<ChannelId, Question> asking = [];

    public Platform Platform => Platform.Teams;

    private Instant Now => time.GetCurrentInstant();

    /// <summary>Rosters say nothing of time zones.</summary>
    public Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult<DateTimeZone?>(null);

    public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) => Task.FromResult(IsMember(Place(channel), person));

    public async Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) =>
        KnownAccount(person)?.Name ?? (await store.ReadAsync<KnownPerson>(person.Workspace, PeopleIds.Normal(person.User), cancellationToken)).Name ?? fallback;

    /// <summary>Who is in a channel as far as is known now; empty: not known.</summary>
    public IReadOnlyCollection<ChannelAccount> PeopleNow(ChannelId channel) => rosters.GetValueOrDefault(Place(channel))?.Members.Values.ToList() ?? [];

    /// <summary>Whether a roster or an activity has named this person lately.</summary>
    public bool Knows(PersonId person) => KnownAccount(person) is not null;

    /// <summary>The name if a roster has it, else <paramref name="fallback"/>.</summary>
    public string NameNow(PersonId person, string fallback) => KnownAccount(person)?.Name ?? fallback;

    /// <summary>Somebody joined or left: asks anew in the background.</summary>
    public void Forget(ChannelId channel) => _ = AskAsync(Place(channel), anew: true, isWaitedFor: false);

    /// <summary>Fetches the roster in the background where none is known, or an old one; not again and again where it could not be read.</summary>
    public void Warm(ChannelId channel)
    {
        var place = Place(channel);
        if (failed.TryGetValue(place, out var at) && Now - at < AfterFailure) return;
        if (ConversationIds.IsChannel(place.Channel) && !IsKnown(place, Fresh)) _ = AskAsync(place, anew: false, isWaitedFor: false);
    }

    /// <summary>
    /// Somebody may click there soon: fetches the roster in the background where it would be too old for that within the hour. A roster for every message would halve the pace
    /// of a whole tenant; joining and leaving are told by events, and whoever clicks has it fetched anew.
    /// </summary>
    public void KeepUsable(ChannelId channel)
    {
        if (!IsUsableForLong(channel)) Warm(channel);
    }

    /// <summary>Whoever clicks there within the hour need not wait for a roster.</summary>
    public bool IsUsableForLong(ChannelId channel) => IsKnown(Place(channel), Usable - Searched);

    /// <summary>Somebody is written to directly and may answer with a click, which cannot wait: whose members they were known to be among is fetched anew.</summary>
    public void Warm(PersonId person)
    {
        foreach (var (channel, roster) in rosters)
        {
            if (channel.Workspace == person.Workspace && roster.Members.ContainsKey(person.User)) KeepUsable(channel);
        }
    }

    /// <summary>The app was added somewhere: a roster that could not be read may be readable now.</summary>
    public void Learn(ChannelId channel)
    {
        if (!IsKnown(Place(channel), Usable)) _ = AskAsync(Place(channel), anew: true, isWaitedFor: false);
    }

    /// <summary>For who can wait: a fresh roster, else an old one, else null.</summary>
    public async Task<Roster?> RosterOfAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        if (!IsKnown(Place(channel), Fresh)) await AskAsync(Place(channel), anew: false, isWaitedFor: true).WaitAsync(cancellationToken);
        return rosters.GetValueOrDefault(Place(channel));
    }

    /// <summary>Reads the roster where the last is too old for clicks within the hour, after all that somebody waits for. Completes when that was done or has failed.</summary>
    public Task WarmUpAsync(ChannelId channel, CancellationToken cancellationToken) =>
        IsUsableForLong(channel) ? Task.CompletedTask : AskAsync(Place(channel), anew: false, isWaitedFor: false).WaitAsync(cancellationToken);

    /// <summary>For who can wait, where <see cref="IsMemberAsync"/> did not know: it has asked anew, also where a roster is too old only for somebody who is not in it.</summary>
    public Task AnsweredAsync(ChannelId channel, CancellationToken cancellationToken) => AskAsync(Place(channel), anew: false, isWaitedFor: true).WaitAsync(cancellationToken);

    /// <summary>What a roster says of a person, for who can wait: first those that are known, then the channels of the teams that they manage, then the other channels of the tenant.</summary>
    public async Task<ChannelAccount?> AccountOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (KnownAccount(person) is { } known) return known;
        var channels = (await teams.CurrentAsync(cancellationToken)).Teams.OrderByDescending(team => team.Managers.Contains(person))
            .SelectMany(team => (ChannelId?[])[team.Channel, team.ManagerChannel]).OfType<ChannelId>().Where(channel => (channel.Platform, channel.Workspace) == (Platform.Teams, person.Workspace))
            .Concat(await store.AllAsync<KnownTeam>(person.Workspace, cancellationToken).Where(team => team.Row.IsInstalled != false)
                .Select(team => new ChannelId(Platform.Teams, person.Workspace, team.Id)).ToListAsync(cancellationToken));

        // A roster that was read within the hour is not read again for one person who is in none: joining is told by an event.
        foreach (var channel in channels.Where(channel => ConversationIds.IsChannel(channel.Channel) && !IsKnown(Place(channel), Searched)).Distinct())
        {
            if (await RosterOfAsync(channel, cancellationToken) is { } roster && roster.Members.GetValueOrDefault(person.User) is { } account) return account;
        }

        return null;
    }

    /// <summary>What some roster of the tenant says of a person; null: none that is known.</summary>
    public ChannelAccount? KnownAccount(PersonId person)
    {
        foreach (var (channel, roster) in rosters)
        {
            if (channel.Workspace == person.Workspace && roster.Members.GetValueOrDefault(person.User) is { } account) return account;
        }

        return null;
    }

    private bool? IsMember(ChannelId channel, PersonId person)
    {
        if (ConversationIds.IsPerson(channel.Channel)) return PeopleIds.Comparer.Equals(channel.Channel, person.User);
        if (rosters.TryGetValue(channel, out var known) && person.Workspace == channel.Workspace)
        {
            var (age, isIn) = (Now - known.AskedAt, known.Members.ContainsKey(person.User));
            if (isIn && age < Fresh) return true;
            if (!isIn && age < StrangerFresh) return false;
            if (isIn && age < Usable)
            {
                Warm(channel);
                return true;
            }
        }

        _ = AskAsync(channel, anew: false, isWaitedFor: true);
        return null;
    }

    private bool IsKnown(ChannelId channel, Duration within) => rosters.TryGetValue(channel, out var known) && Now - known.AskedAt < within;

    /// <summary>A thread has the members of its channel.</summary>
    private static ChannelId Place(ChannelId channel) => channel with { Channel = ConversationIds.ChannelOf(channel.Channel) };

    /// <summary>Many questions at once are one. The question outlives the one who asked it.</summary>
    /// <param name="anew">What is being fetched may be too old already: once more after it.</param>
    /// <param name="isWaitedFor">Else it leaves the pace to all that is, until somebody waits for it after all.</param>
    private Task AskAsync(ChannelId channel, bool anew, bool isWaitedFor)
    {
        lock (asking)
        {
            if (asking.TryGetValue(channel, out var question))
            {
                question.Again |= anew;
                question.IsWaitedFor |= isWaitedFor;
                return question.Answered;
            }

            question = new() { IsWaitedFor = isWaitedFor };
            asking[channel] = question;
            return question.Answered = Task.Run(() => FetchAsync(channel, question));
        }
    }

    private async Task FetchAsync(ChannelId channel, Question question)
    {
        try
        {
            do
            {
                lock (asking) question.Again = false;
                if (await reader.ReadAsync(channel, () => !question.IsWaitedFor, lifetime.ApplicationStopping) is not { } roster)
                {
                    failed[channel] = Now;
                    continue;
                }

                rosters[channel] = roster;
                failed.TryRemove(channel, out _);
            }
            while (IsAskedAgain(channel, question));
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Nobody clicks any more.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFault(e, channel.Channel);
        }
        finally
        {
            Done(channel, question);
        }
    }

    private bool IsAskedAgain(ChannelId channel, Question question)
    {
        lock (asking)
        {
            if (!question.Again) Done(channel, question);
            return question.Again;
        }
    }

    /// <summary>The next question may have been asked already.</summary>
    private void Done(ChannelId channel, Question question)
    {
        lock (asking)
        {
            if (asking.GetValueOrDefault(channel) == question) asking.Remove(channel);
        }
    }

    private sealed class Question
    {
        private volatile bool isWaitedFor;

        public bool Again { get; set; }

        public bool IsWaitedFor
        {
            get => isWaitedFor;
            set => isWaitedFor = value;
        }

        public Task Answered { get; set; } = Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: the members of channel {Channel} could not be read")]
    private partial void LogFault(Exception e, string channel);
}
