#include "app/explorer/training_page.h"

#include "app/explorer/workspace.h"
#include "widgets/panels/desk/structure_desk.h"
#include "widgets/panels/explanation/explanation_view.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/panels/training/learning_curves.h"
#include "widgets/panels/training/model_menu.h"
#include "widgets/panels/training/prediction_line.h"
#include "widgets/panels/training/training_forecast.h"
#include "widgets/panels/training/training_map.h"
#include "widgets/panels/training/training_panel.h"
#include "widgets/panels/training/trust_view.h"
#include "widgets/render/view/vtk_view.h"

#include <QHBoxLayout>
#include <QTabWidget>
#include <memory>

namespace mbtr::gui {

namespace {

/// The overlay is taken away once, and only where it was ours.
void showOverlay(ExplanationView* view, VtkView* target)
{
    auto shown = std::make_shared<bool>(false);
    QObject::connect(view, &ExplanationView::overlayChanged, target, [view, target, shown] {
        const Overlay overlay = view->overlay();
        if (!overlay.isEmpty() || *shown)
            target->setOverlay(overlay, OverlayLayer::Highlight);
        *shown = !overlay.isEmpty();
    });
}

} // namespace

QWidget* makeTrainingPage(Workspace* workspace, StructureDesk* desk)
{
    Session* session = &workspace->session;
    TrainingStudies* studies = &workspace->trainingStudies;
    auto* panel = new TrainingPanel(session, &workspace->selection, &workspace->pipeline, studies);
    QObject::connect(panel->findChild<TrainingForecast*>(), &TrainingForecast::fitGridsAsked, &workspace->grids,
                     &GridFitter::fit);
    auto* explanation = new ExplanationView(&workspace->models, &workspace->selection, &studies->tuples);
    showOverlay(explanation, desk->panel()->view());
    QTabWidget* tabs = panel->tabs();
    tabs->addTab(new TrainingMap(session, &workspace->pipeline, &studies->map), TrainingPanel::tr("Map"));
    tabs->addTab(new LearningCurves(&studies->curves), TrainingPanel::tr("Learning curves"));
    tabs->addTab(new TrustView(session, &workspace->selection, &studies->trust), TrainingPanel::tr("Trust"));
    tabs->addTab(explanation, TrainingPanel::tr("Why"));
    auto* corner = new QWidget;
    auto* cornerLayout = new QHBoxLayout(corner);
    cornerLayout->setContentsMargins(0, 0, 8, 2);
    cornerLayout->addWidget(new ModelMenu(&workspace->models));
    tabs->setCornerWidget(corner);
    desk->layout()->addWidget(new PredictionLine(&workspace->models));
    return panel;
}

} // namespace mbtr::gui
