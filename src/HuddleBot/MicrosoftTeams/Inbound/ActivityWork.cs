using System.Text.Json;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Telemetry;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>
/// Works on a verified activity once, however often it comes, and has an answer in time whatever the storage does. What outlasts that time is finished afterwards;
/// the bot does not stop before.
/// </summary>
public sealed partial class ActivityWork(
    IActivityRouter router, Deliveries<ActivityOutcome> deliveries, InvokeAnswers answers, StorageOutage outage, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<ActivityWork> logger)
{
    /// <summary>Microsoft Teams waits longer, but says nowhere how long: an answer within three seconds is in time for every client.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Work that hangs longer is given up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>After an acknowledgement nobody sends the activity again but we.</summary>
    private static readonly TimeSpan[] TriedAgainAfter = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1)];

    /// <exception cref="StorageUnavailableException">An activity that is no invoke could not be worked on and was not acknowledged: it is to be sent again.</exception>
    /// <returns>Null: acknowledged, and still worked on.</returns>
    public async Task<ActivityOutcome?> StartAsync(Activity activity)
    {
        var acknowledgement = new Acknowledgement();
        var key = KeyOf(activity);
        DeliveryId.Begin(key);
        var (work, isFirst) = deliveries.Start(key, () => activity.Type == ActivityTypes.Invoke ? AnswerAsync(activity) : FinishAsync(activity, acknowledgement));
        await Task.WhenAny(work, Task.Delay(Patience, time, CancellationToken.None));
        if (work.IsCompleted || (isFirst && !acknowledgement.TryGive())) return await work;
        return activity.Type == ActivityTypes.Invoke ? new ActivityOutcome.Answer(answers.UnderWay(activity.Name)) : null;
    }

    /// <summary>What it is, of a closed set.</summary>
    public static string KindOf(Activity activity) => activity switch
    {
        { Type: ActivityTypes.Invoke, Name: InvokeNames.AdaptiveCardAction or InvokeNames.TaskFetch or InvokeNames.TaskSubmit or InvokeNames.ComposeExtensionFetchTask or InvokeNames.ComposeExtensionSubmitAction } => activity.Name,
        { Type: ActivityTypes.Invoke or ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate } => activity.Type,
        _ => "other",
    };

    private async Task<ActivityOutcome> AnswerAsync(Activity activity)
    {
        try
        {
            return await HandleAsync(activity);
        }
        catch (StorageUnavailableException e)
        {
            outage.Noticed(e);
            return new ActivityOutcome.Answer(answers.TryAgain(activity.Name)) { MayRepeat = true };
        }
        catch (Exception e)
        {
            LogFault(e, KindOf(activity));
            return new ActivityOutcome.Answer(answers.Fault(activity.Name)) { MayRepeat = true };
        }
    }

    private async Task<ActivityOutcome> FinishAsync(Activity activity, Acknowledgement acknowledgement)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await HandleAsync(activity);
            }
            catch (StorageUnavailableException e) when (acknowledgement.IsGivenBeforeRefusal() && tries < TriedAgainAfter.Length)
            {
                outage.Noticed(e);
            }
            catch (Exception e)
            {
                if (e is StorageUnavailableException away) outage.Noticed(away);
                if (e is not StorageUnavailableException || tries > 0) LogFault(e, KindOf(activity));
                throw;
            }

            // A bot that is about to stop tries once more at once.
            await Task.Delay(TriedAgainAfter[tries], time, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ActivityOutcome> HandleAsync(Activity activity)
    {
        using var step = Traces.StartWithin("handle " + KindOf(activity));
        using var limit = new CancellationTokenSource(Limit, time);
        return await router.HandleAsync(activity, limit.Token);
    }

    /// <summary>What makes two deliveries the same. A message keeps its id, and every change, deletion and return of it counts; some activities have no id at all.</summary>
    private static string KeyOf(Activity activity)
    {
        var (type, conversation) = (activity.Type!, activity.Conversation!.Id!);
        return activity.Id is { Length: > 0 } id && type is not (ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete)
            ? StableHash.Of("teams", "activity", type, conversation, id)
            : StableHash.Of("teams", "content", type, conversation, activity.Id ?? "", JsonSerializer.Serialize(activity, ProtocolJson.Options));
    }

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: an activity went wrong ({Kind})")]
    private partial void LogFault(Exception e, string kind);

    /// <summary>Either the activity is acknowledged or its failure is answered: whichever comes first.</summary>
    private sealed class Acknowledgement
    {
        private const int Given = 1;
        private const int Refused = 2;

        private int state;

        /// <summary>False: the failure was first.</summary>
        public bool TryGive() => Interlocked.CompareExchange(ref state, Given, 0) != Refused;

        /// <summary>False: the failure is to be answered.</summary>
        public bool IsGivenBeforeRefusal() => Interlocked.CompareExchange(ref state, Refused, 0) == Given;
    }
}
