#pragma once

#include "widgets/jobs/latest_job.h"
#include "widgets/render/pictures/scene_picture.h"

#include <QImage>

class QProcess;
class QTemporaryDir;

namespace mbtr::gui {

class PictureMaker;

enum class PictureFormat { Png, Svg, Pdf, Glb, PngSequence, Mp4, Gif };

/// A picture or animation to be saved.
struct PictureOrder {
    PictureFormat format = PictureFormat::Png;
    QString path; ///< a file; of a PngSequence a folder that does not exist yet
    QSize pixels {1200, 900};
    double dpi = 96; ///< written into the file; letters and lines have their size on paper
    bool isTransparent = false;
    int frames = 1;
    std::function<ScenePicture(int)> scene; ///< of each frame, called in the GUI thread
    double framesPerSecond = 15;

    /// In device-independent pixels (1/96 inch).
    QSize size() const { return (QSizeF(pixels) * 96 / dpi).toSize().expandedTo({1, 1}); }
};

bool isAnimation(PictureFormat format);
/// Is the program ffmpeg installed, which makes MP4 and GIF?
bool canMakeFilms();

/// Makes what is ordered: scenes in the background, their pictures one by one in between, the file at last: whole or not at
/// all.
class PictureJob : public Job {
    Q_OBJECT

public:
    explicit PictureJob(QObject* parent = nullptr);
    ~PictureJob() override;

    void start(const PictureOrder& order);
    void cancel() override;
    const PictureOrder& order() const { return m_order; }

private:
    void buildNext();
    void drawBuilt();
    void saveImage(const QImage& image);
    void noteSaved();
    void encode();
    void moveFolder();
    void fail(const QString& problem);
    void end(void (Job::*signal)());
    QString frameName(int frame) const;

    PictureOrder m_order;
    ScenePicture m_scene;
    int m_frame = 0;
    std::unique_ptr<PictureMaker> m_maker;
    std::shared_ptr<QTemporaryDir> m_folder; ///< of an animation in the making; goes when nobody writes into it any more
    std::unique_ptr<LatestJob<SceneContent>> m_builder;
    std::unique_ptr<LatestJob<bool>> m_writer;
    std::unique_ptr<QProcess> m_encoder;
};

} // namespace mbtr::gui
