using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Dialogs;
using HuddleBot.MicrosoftTeams.Events;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Messages;
using HuddleBot.Triage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Wires what people do.</summary>
internal static class TalkServices
{
    public static IServiceCollection AddTalk(this IServiceCollection services)
    {
        services.TryAddSingleton<ManagersQueue>();
        return services
            .AddSingleton<TeamsConversation>()
            .AddSingleton<FormsAgain>().AddSingleton<CardForms>().AddSingleton<HuddleCards>().AddSingleton<FollowUpCards>().AddSingleton<CardVerbs>().AddSingleton<CardActions>().AddSingleton<SubmittedCards>()
            .AddSingleton<CardDialogs>().AddSingleton<SendToHuddle>()
            .AddSingleton<ChatCommands>().AddSingleton<ThreadMessages>().AddSingleton<ChatMessages>()
            .AddSingleton<Hello>().AddSingleton<ConversationUpdates>().AddSingleton<InstallationUpdates>()
            .AddSingleton<IActivityRouter, ActivityRouter>();
    }
}
