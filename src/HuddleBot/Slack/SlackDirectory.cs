using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.Slack.WebApi;
using NodaTime;

namespace HuddleBot.Slack;

/// <summary>Who is in a channel and what people are called, kept for a while so that a click does not wait for Slack.</summary>
public sealed class SlackDirectory(SlackWebApiClient client, KnownPeople known, TimeProvider time) : IChatDirectory
{
    /// <summary>So long somebody who has left may still tag.</summary>
    private static readonly TimeSpan MemberFresh = TimeSpan.FromMinutes(5);

    /// <summary>Somebody who has just joined is asked for again, but not more often than this.</summary>
    private static readonly TimeSpan StrangerFresh = TimeSpan.FromSeconds(3);

    /// <summary>Names and time zones, whichever process has asked for them.</summary>
    private static readonly Duration PersonFresh = Duration.FromHours(1);

    /// <summary>A decision does not wait longer for a name.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(1);

    private const int MostPeople = 20_000;

    private readonly ConcurrentDictionary<ChannelId, Roster> rosters = new();
    private readonly ConcurrentDictionary<ChannelId, Lazy<Task<Roster?>>> asking = new();
    private readonly ConcurrentDictionary<PersonId, (UserInfo Who, Instant At)> people = new();
    private readonly ConcurrentDictionary<PersonId, Lazy<Task<UserInfo?>>> askingPeople = new();

    public Platform Platform => Platform.Slack;

    public async Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken)
    {
        if (rosters.TryGetValue(channel, out var last))
        {
            var age = time.GetUtcNow() - last.At;
            if (last.Members.Contains(person.User) && age < MemberFresh) return true;
            if (!last.Members.Contains(person.User) && age < StrangerFresh) return false;
        }

        // Several clicks at once ask once; the question outlives the one who asked it.
        var question = asking.GetOrAdd(channel, _ => new(() => AskAsync(channel)));
        var roster = await question.Value.WaitAsync(cancellationToken);
        return roster?.Members.Contains(person.User);
    }

    public async Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken)
    {
        if (Known(person)?.Name is { } name) return name;
        var question = QuestionOf(person);
        await Task.WhenAny(question, Task.Delay(NamePatience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return question.IsCompleted ? (await question)?.Name ?? fallback : fallback;
    }

    /// <summary>The name if it is known; else <paramref name="fallback"/> at once, and the name is there soon.</summary>
    public string NameNow(PersonId person, string fallback)
    {
        if (Known(person)?.Name is { } name) return name;
        _ = QuestionOf(person);
        return fallback;
    }

    /// <summary>As their Slack is set; null where Slack does not answer, or names a zone that is not known here.</summary>
    public async Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var who = Known(person) ?? await QuestionOf(person).WaitAsync(cancellationToken);
        return who?.TimeZone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null;
    }

    /// <summary>Somebody has joined: ask anew.</summary>
    public void Forget(ChannelId channel) => rosters.TryRemove(channel, out _);

    private UserInfo? Known(PersonId person) => people.TryGetValue(person, out var told) && IsFresh(told.At) ? told.Who : null;

    /// <summary>The clocks of two processes differ.</summary>
    private bool IsFresh(Instant at) => at - time.GetCurrentInstant() is var ahead && ahead < PersonFresh && -ahead < PersonFresh;

    private Task<UserInfo?> QuestionOf(PersonId person) => askingPeople.GetOrAdd(person, _ => new(() => Task.Run(() => AskPersonAsync(person)))).Value;

    /// <summary>Goes on after whoever asked has lost patience: the next time the name is there.</summary>
    private async Task<UserInfo?> AskPersonAsync(PersonId person)
    {
        try
        {
            if (await known.FindAsync(person, CancellationToken.None) is { } told && IsFresh(told.At)) return Remember(person, told.Who, told.At);
            if (await client.UsersInfoAsync(person.Workspace, person.User, CancellationToken.None) is not SlackReply<UserInfo>.Ok { Result: { Name: not null } who }) return null;
            Remember(person, who, time.GetCurrentInstant());
            await known.KeepAsync(person, who, CancellationToken.None);
            return who;
        }
        finally
        {
            askingPeople.TryRemove(person, out _);
        }
    }

    private UserInfo Remember(PersonId person, UserInfo who, Instant at)
    {
        if (people.Count >= MostPeople) people.Clear();
        people[person] = (who, at);
        return who;
    }

    private async Task<Roster?> AskAsync(ChannelId channel)
    {
        try
        {
            var members = new HashSet<string>(StringComparer.Ordinal);
            string? cursor = null;
            do
            {
                var reply = await client.ConversationsMembersAsync(channel.Workspace, channel.Channel, cursor, CancellationToken.None);
                if (reply is not SlackReply<MembersPage>.Ok { Result: var page }) return null;
                members.UnionWith(page.Members);
                cursor = page.NextCursor;
            }
            while (cursor is not null);

            return rosters[channel] = new(members, time.GetUtcNow());
        }
        finally
        {
            asking.TryRemove(channel, out _);
        }
    }

    private sealed record Roster(HashSet<string> Members, DateTimeOffset At);
}
